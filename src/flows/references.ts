import type { Hosted } from '../repo/hosted.ts'

export interface References {
  /** Workflows that name one of the secrets, or hand all of them on. */
  readonly places: readonly { readonly path: string; readonly branches: readonly string[] }[]
  /** `some`: there are more branches than were looked at. */
  readonly more: 'none' | 'some'
}

const MOST_BRANCHES = 500

/** Where the workflows of any branch still refer to these stored secrets. What only retires them does not count. */
export async function referencesTo(hosted: Hosted, names: readonly string[]): Promise<References> {
  const { branches, more } = await hosted.branches(MOST_BRANCHES)
  const known = new Map<string, 'refers' | 'free'>()
  const places = new Map<string, string[]>()
  for (const { name, head } of branches) {
    for (const { path, blob } of await hosted.listAt('.github/workflows', head)) {
      const state = known.get(blob) ?? stateOf(await hosted.blob(blob), names)
      known.set(blob, state)
      if (state === 'refers') places.set(path, [...(places.get(path) ?? []), name])
    }
  }
  return { places: [...places].map(([path, on]) => ({ path, branches: on })), more: more ? 'some' : 'none' }
}

/** A line of the input `old`: `NAME=${{ secrets.NAME }}`. */
const RETIRED = /^\s{0,40}(?:old:\s{0,9})?["']?\w{1,255}=\$\{\{\s{0,9}secrets\.\w{1,255}\s{0,9}\}\}["']?\s{0,9}$/gm

/** A word for word look: also a file that does not parse, and a comment, is worth a look before a secret goes. */
function stateOf(whole: string, names: readonly string[]): 'refers' | 'free' {
  const text = /^\s{0,40}mode:\s{0,9}["']?retire\b/m.test(whole) ? whole.replaceAll(RETIRED, '') : whole
  const words = new Set((text.match(/[A-Za-z_]\w{0,254}/g) ?? []).map((word) => word.toUpperCase()))
  if (names.some((name) => words.has(name))) return 'refers'
  // All secrets at once, to a workflow that may lie in another repository, or by a name that is made at run time.
  const all = /toJSON\(\s{0,9}secrets\s{0,9}\)|\bsecrets\[\s{0,9}[^'"\s]/i.test(text) || (/^\s{0,40}secrets:\s{0,9}["']?inherit\b/m.test(text) && /uses:\s{0,9}["']?(?!\.\/)[\w.-]{1,100}\/[\w.-]{1,100}\/\.github\/workflows\//.test(text))
  return all ? 'refers' : 'free'
}
