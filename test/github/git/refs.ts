import { git, gitText, tryGit } from './run.ts'

export const NO_COMMIT = '0'.repeat(40)

/** One ref that a push or the API moved. `before` or `after` is 40 zeros where the ref was made or deleted. */
export interface RefUpdate {
  readonly ref: string
  readonly before: string
  readonly after: string
}

export interface Ref {
  readonly ref: string
  readonly sha: string
  readonly type: string
}

/** The refs at or below a prefix (`refs/heads/`), or those that begin with it, sorted. */
export async function listRefs(gitDir: string, prefix: string): Promise<readonly Ref[]> {
  const text = await gitText(gitDir, 'for-each-ref', '--format=%(refname) %(objectname) %(objecttype)')
  return text.split('\n').flatMap((line) => {
    const [ref = '', sha = '', type = ''] = line.split(' ')
    return ref.startsWith(prefix) && ref !== '' ? [{ ref, sha, type }] : []
  })
}

export async function readRef(gitDir: string, ref: string): Promise<string | undefined> {
  return tryGit(gitDir, 'rev-parse', '--verify', '--quiet', '--end-of-options', ref)
}

/** The commit that a branch, tag, full ref or object id names, looked up in GitHub's order. */
export async function resolveCommit(gitDir: string, name: string): Promise<string | undefined> {
  const candidates = /^[0-9a-f]{7,40}$/i.test(name)
    ? [name, `refs/heads/${name}`, `refs/tags/${name}`]
    : [`refs/heads/${name}`, `refs/tags/${name}`, name]
  for (const candidate of candidates) {
    if (!isSafeName(candidate)) continue
    const sha = await readRef(gitDir, `${candidate}^{commit}`)
    if (sha !== undefined) return sha
  }
  return undefined
}

/** No revision syntax (`a..b`, `x@{1}`, `:path`), which GitHub does not take where it takes a name. */
function isSafeName(name: string): boolean {
  return !/\.\.|@\{|[\s:^~?*[\\]/.test(name) && !name.startsWith('-') && !name.startsWith('@')
}

/** Moves, makes or deletes a ref if it still stands where it was seen. */
export async function moveRef(gitDir: string, update: RefUpdate): Promise<void> {
  const line =
    update.after === NO_COMMIT ? `delete ${update.ref}\0${update.before}\0` : `update ${update.ref}\0${update.after}\0${update.before}\0`
  await git(gitDir, { args: ['update-ref', '-z', '--stdin'], input: line })
}

export async function isAncestor(gitDir: string, pair: { readonly ancestor: string; readonly of: string }): Promise<boolean> {
  return (await tryGit(gitDir, 'merge-base', '--is-ancestor', pair.ancestor, pair.of)) !== undefined
}

export async function mergeBase(gitDir: string, pair: { readonly left: string; readonly right: string }): Promise<string | undefined> {
  return (await tryGit(gitDir, 'merge-base', pair.left, pair.right))?.split('\n')[0]
}
