import { milliseconds } from '../lib/clock.ts'
import type { Finding, Judged, Report } from '../finding.ts'
import type { Http } from '../lib/http.ts'
import { judge } from '../policy/judge.ts'
import type { Policy } from '../policy/policy.ts'
import type { Provider, Token } from '../provider.ts'
import type { Author, BlobMemory, Memory, Range, Repo } from '../repo/port.ts'
import type { Decoding, Ruleset } from '../scan/ruleset.ts'
import { distinct, findingOf, tokensOf } from './findings.ts'
import { goneFrom } from './gone.ts'
import { look, type Looking, type Progress, type Seen, type Sighting } from './look.ts'
import { rulesOf, type LateProviders, type Rules } from './rules.ts'
import type { Told } from './verify.ts'

export interface GuardInput {
  readonly repo: Repo
  readonly range: Range
  readonly providers: readonly Provider[] | LateProviders
  /** The providers' kinds, compiled; made here unless given. */
  readonly ruleset?: Ruleset
  /** Whether what stands in base64 or spelled out is read; it is unless told. */
  readonly decoding?: Decoding
  readonly policy: Policy
  /** Whether the caller wants providers asked; a policy can still forbid it. */
  readonly verify: boolean
  readonly http?: Http
  readonly now: Date
  /** Where the scanned folder lies below the repository's top, ending in a slash: policies count paths from there. */
  readonly prefix?: string
  /** Whether the findings of a whole history say who brought them; they do unless told. */
  readonly attribution?: NonNullable<Looking['attribution']>
  /** What is known of a clone from earlier scans; what this one learns is added. */
  readonly memory?: Memory | undefined
  /** Likewise of single blobs, where a clone does not last. */
  readonly blobs?: BlobMemory | undefined
  onProgress?(progress: Progress): void
}

export interface Guarded {
  readonly report: Report
  /** By fingerprint, in memory only: for a revocation that policy asks for. */
  readonly tokens: ReadonlyMap<string, Token>
  /** Fingerprints that a range of commits or the history has and the heads hold no more: in history, so revoke. */
  readonly gone: ReadonlySet<string>
}

/** Finds the tokens that a range brings, asks their providers if wanted, and judges them by a policy. */
export async function guard(input: GuardInput): Promise<Guarded> {
  const started = milliseconds()
  const rules = rulesOf(input)
  const seen = await look({ ...input, rules })
  const sightings = distinct(seen.sightings)
  const tokens = tokensOf(seen.sightings)
  const told = await toldOf(mayAsk(input) ? [...tokens.values()] : [], { ...input, rules })
  const authors = await authorsOf(sightings, input)
  const gone = await goneIn(input, seen)
  const judged = judgeBelow(sightings.map((sighting) => findingOf(sighting, { told, authors, gone })), input)
  const stats = { ...seen.progress, milliseconds: Math.round(milliseconds() - started) }
  return { report: { judged, stats, problems: [], unseen: seen.unseen, notices: noticesOf(seen, input) }, tokens, gone: gone ?? new Set() }
}

type Asking = Pick<GuardInput, 'http' | 'now'> & { readonly rules: Rules }

/** What asks providers is loaded where there is something to ask. */
async function toldOf(tokens: readonly Token[], { rules, http, now }: Asking): Promise<ReadonlyMap<string, Told>> {
  if (tokens.length === 0) return new Map()
  const { verifyAll } = await import('./verify.ts')
  return verifyAll(tokens, { providers: await rules.providers(), now, ...(http && { http }) })
}

/** What the heads of a range hold no more; HEAD is that of a whole history. */
async function goneIn({ repo, range }: GuardInput, seen: Seen): Promise<ReadonlySet<string> | undefined> {
  if (range.of === 'commits') return goneFrom(repo, { heads: range.heads, seen })
  return range.of === 'history' ? goneFrom(repo, { heads: ['HEAD'], seen }) : undefined
}

async function authorsOf(sightings: readonly Sighting[], { repo }: GuardInput): Promise<ReadonlyMap<string, Author>> {
  const commits = new Set(sightings.flatMap(({ commit }) => commit ?? []))
  return (await repo.store?.authors(commits)) ?? new Map<string, Author>()
}

function mayAsk({ verify, policy }: GuardInput): boolean {
  return verify && policy.verification.enabled !== false
}

/** A policy names paths from the repository's top, a report from the scanned folder. */
function judgeBelow(findings: readonly Finding[], { policy, now, prefix = '' }: GuardInput): readonly Judged[] {
  const fromTop = findings.map((finding) => ({ ...finding, path: prefix + finding.path }))
  return judge(fromTop, { policy, now }).map((judged, index) => ({ ...judged, finding: findings[index] ?? judged.finding }))
}

function noticesOf({ binaries }: Seen, input: GuardInput): readonly string[] {
  const notices = binaries === 0 ? [] : [`${binaries} binary ${binaries === 1 ? 'file was' : 'files were'} not scanned`]
  return input.verify && !mayAsk(input) ? [...notices, 'no provider was asked: the policy turns verification off'] : notices
}
