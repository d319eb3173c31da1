import type { Finding } from '../finding.ts'
import type { Liveness, Token, TokenKind } from '../provider.ts'
import type { Author } from '../repo/port.ts'
import type { Sighting } from './look.ts'
import { severityOf } from './severity.ts'
import type { Told } from './verify.ts'

/** One sighting per token, path and commit, in their order; proven if one of them is. */
export function distinct(sightings: readonly Sighting[]): readonly Sighting[] {
  const places = Map.groupBy(sightings, ({ path, commit, match }) => JSON.stringify([match.token.secret.fingerprint, path, commit]))
  return [...places.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return []
    const proven = first.match.proven || more.some(({ match }) => match.proven)
    return [{ ...first, match: { ...first.match, proven } }]
  })
}

/** Each token once, by fingerprint: as it was seen best, in its own shape and with its other halves. */
export function tokensOf(sightings: readonly Sighting[]): ReadonlyMap<string, Token> {
  const tokens = new Map<string, Token>()
  for (const { match: { token } } of sightings) {
    const known = tokens.get(token.secret.fingerprint)
    if (known === undefined || worth(token) > worth(known)) tokens.set(token.secret.fingerprint, token)
  }
  return tokens
}

export interface Known {
  /** What the providers say, by fingerprint; empty where nobody was asked. */
  readonly told: ReadonlyMap<string, Told>
  /** By commit. */
  readonly authors: ReadonlyMap<string, Author>
  /** The fingerprints that stand in the history alone; undefined where there is none. */
  readonly gone: ReadonlySet<string> | undefined
}

/** What is told of a sighting. */
export function findingOf(sighting: Sighting, { told, authors, gone }: Known): Finding {
  const { path, commit, blob, match } = sighting
  const { kind, secret } = match.token
  const answer = told.get(secret.fingerprint)
  const author = commit === undefined ? undefined : authors.get(commit)
  const reach = gone === undefined ? undefined : (sighting.reach ?? (gone.has(secret.fingerprint) ? 'history' : 'tip'))
  return {
    kind: kind.id,
    provider: providerOf(kind),
    title: kind.title,
    path,
    ...(commit === undefined ? {} : { commit }),
    ...(author && { author }),
    ...(OBJECT_ID.test(blob) ? { blob } : {}),
    ...(reach && { reach }),
    start: match.start,
    end: match.end,
    fingerprint: secret.fingerprint,
    nature: kind.nature ?? 'secret',
    rank: kind.rank ?? 'provider',
    proven: match.proven,
    severity: severityOf(path),
    liveness: answer?.liveness ?? NOT_ASKED,
    facts: { ...match.facts, ...answer?.facts },
  }
}

/** The provider's part of a kind's id. */
export function providerOf(kind: TokenKind): string {
  return kind.id.slice(0, kind.id.indexOf('/'))
}

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
const NOT_ASKED: Liveness = { state: 'unknown', why: 'not-asked' }
const RANKS = { guess: 0, format: 1, provider: 2 } as const

function worth({ kind, parts }: Token): number {
  return RANKS[kind.rank ?? 'provider'] * 100 + Object.keys(parts).length
}
