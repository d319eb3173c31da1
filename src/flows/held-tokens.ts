// What blobs hold, kept without it: kind, place and fingerprint of each token. To have its text, one blob that has it is read.
import type { Match } from '../finding.ts'
import type { HeldToken, Remembered, Repo } from '../repo/port.ts'
import { decode } from '../scan/decode.ts'
import type { Ruleset } from '../scan/ruleset.ts'
import { matchOf, scan } from '../scan/scan.ts'

type Held = NonNullable<Remembered['tokens']>
type Found = ReadonlyMap<string, readonly Match[]>

/** What is kept of what was found; nothing of a blob in which a token has other halves, since these have no place, or is encoded. */
export function heldTokens(found: Found): Held {
  const plain = [...found].filter(([, matches]) => matches.every(isPlain))
  return Object.fromEntries(plain.map(([oid, matches]) => [oid, matches.map(heldToken)]))
}

function isPlain({ token, facts }: Match): boolean {
  return Object.keys(token.parts).length === 0 && facts.detail?.['encoding'] === undefined
}

function heldToken({ token: { kind, secret }, start, end, proven }: Match): HeldToken {
  return [kind.id, secret.fingerprint, [start.line, start.column], [end.line, end.column], proven ? 1 : 0]
}

export interface Again {
  readonly repo: Pick<Repo, 'read'>
  readonly ruleset: Ruleset
  readonly held: Held
}

/** What a scan of these blobs would find; `unclear` are those of which that is not known so. */
export async function foundAgain(blobs: ReadonlySet<string>, again: Again): Promise<{ readonly found: Found; readonly unclear: ReadonlySet<string> }> {
  const first = await firstOfEach(blobs, again)
  const found = new Map<string, readonly Match[]>()
  const unclear = new Set<string>()
  for (const oid of blobs) {
    const tokens = again.held[oid] ?? []
    const matches = tokens.flatMap((token) => {
      const match = first.get(keyOf(token))
      return match === undefined ? [] : [placed(match, token)]
    })
    if (matches.length > 0 && matches.length === tokens.length) found.set(oid, matches)
    else unclear.add(oid)
  }
  return { found, unclear }
}

/** Each token as it stands in the first blob that has it, where it does. */
async function firstOfEach(blobs: ReadonlySet<string>, { repo, ruleset, held }: Again): Promise<ReadonlyMap<string, Match>> {
  const where = new Map<string, { readonly oid: string; readonly token: HeldToken }>()
  for (const oid of blobs) for (const token of held[oid] ?? []) if (!where.has(keyOf(token))) where.set(keyOf(token), { oid, token })
  const texts = new Map([...new Set([...where.values()].map(({ oid }) => oid))].map((oid) => [oid, textOf(repo, oid)]))
  const matches = await Promise.all([...where].map(async ([key, { oid, token }]) => {
    const text = await texts.get(oid)
    const match = text && (matchAt(text.lines, { token, ruleset }) ?? spelled(text.bytes, { token, ruleset }))
    return match ? [[key, match] as const] : []
  }))
  return new Map(matches.flat())
}

interface Sought {
  readonly token: HeldToken
  readonly ruleset: Ruleset
}

function matchAt(lines: readonly string[], { token, ruleset }: Sought): Match | undefined {
  const [secret, rule] = [textAt(lines, token), ruleset.rules.find(({ kind }) => kind.id === token[0])]
  const match = rule === undefined || secret === '' ? undefined : matchOf({ rule: rule.index, secret, parts: [], encoding: undefined, ...placeOf(token) }, ruleset)
  return match?.token.secret.fingerprint === token[1] ? match : undefined
}

/** One of which some characters are spelled in others. */
function spelled(bytes: Uint8Array, { token, ruleset }: Sought): Match | undefined {
  const scanned = scan({ bytes, path: '' }, ruleset)
  return scanned.state === 'binary' ? undefined : scanned.matches.find((match) => keyOf(heldToken(match)) === keyOf(token))
}

function keyOf([kind, fingerprint]: HeldToken): string {
  return `${kind} ${fingerprint}`
}

async function textOf(repo: Again['repo'], oid: string): Promise<{ readonly bytes: Uint8Array; readonly lines: readonly string[] } | undefined> {
  const content = await repo.read(oid)
  const decoded = content.state === 'read' ? decode(content.bytes) : 'binary'
  return content.state !== 'read' || decoded === 'binary' ? undefined : { bytes: content.bytes, lines: decoded.bytes.toString('utf8').split('\n') }
}

function textAt(lines: readonly string[], [, , [line, column], [endLine, endColumn]]: HeldToken): string {
  const there = lines.slice(line - 1, endLine)
  const cut = there.map((text, index) => text.slice(0, line + index === endLine ? endColumn - 1 : text.length))
  return cut.join('\n').slice(column - 1)
}

function placed(match: Match, token: HeldToken): Match {
  return { ...match, ...placeOf(token) }
}

function placeOf([, , [line, column], [endLine, endColumn], proven]: HeldToken): Pick<Match, 'start' | 'end' | 'proven'> {
  return { start: { line, column }, end: { line: endLine, column: endColumn }, proven: proven === 1 }
}
