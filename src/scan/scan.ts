import type { Match } from '../finding.ts'
import { Secret } from '../lib/secret.ts'
import { decode } from './decode.ts'
import { hiddenTexts, type Hidden } from './hidden-texts.ts'
import { resolve, type Claim } from './overlap.ts'
import { Pages } from './pages.ts'
import { FARTHEST, PartFinder, type FoundParts } from './parts.ts'
import { Ruler } from './position.ts'
import type { Rule, Ruleset } from './ruleset.ts'
import { search, type Candidate } from './search.ts'
import { touchesAny, widen, type Span } from './span.ts'

/** A stretch of a file's bytes, `end` exclusive. */
export type Window = Span

export interface ScanInput {
  readonly bytes: Uint8Array
  readonly path: string
  /** What is new: only matches that touch one of these are reported, by their token, its name or its parts. All, unless told. */
  readonly windows?: readonly Window[]
}

/** `matches` stand in the order of the text and do not overlap. */
export type Scanned = { readonly state: 'scanned'; readonly matches: readonly Match[] } | { readonly state: 'binary' }

/** Finds tokens in one file. Pure; its time grows with the file's length and does not depend on its text. */
export function scan(input: ScanInput, ruleset: Ruleset): Scanned {
  const decoded = decode(input.bytes)
  if (decoded === 'binary') return { state: 'binary' }
  const pages = new Pages(decoded.bytes, ruleset)
  const windows = input.windows && widen(decoded.locate(input.windows), { margin: 0, length: pages.bytes.length })
  const ranges = windows ? widen(windows, { margin: marginOf(ruleset), length: pages.bytes.length }) : [{ start: 0, end: pages.bytes.length }]
  const claims = resolve([...withParts(search(ruleset, { pages, ranges }), pages), ...hiddenClaims(hiddenTexts(pages.bytes), { ruleset })])
  const reported = windows ? claims.filter((claim) => [claim.extent, ...claim.parts].some((span) => touchesAny(windows, span))) : claims
  return { state: 'scanned', matches: reported.map(plainly(pages.bytes)).map((plain) => matchOf(plain, ruleset)) }
}

/** A match as data, which a thread can hand to another. It holds the secret: it goes nowhere else. */
export interface PlainMatch extends Pick<Match, 'start' | 'end' | 'proven'> {
  /** How it stands there. */
  readonly encoding: 'base64' | undefined
  /** The index of the rule in its set. */
  readonly rule: number
  readonly secret: string
  readonly parts: readonly (readonly [name: string, text: string])[]
}

/** What `scan` reports of a whole text, told all candidates that its patterns have in it and what stands hidden there. */
export function plainMatches({ candidates, hidden, pages }: { readonly candidates: readonly Candidate[]; readonly hidden: readonly Claimed[]; readonly pages: Pages }): readonly PlainMatch[] {
  return resolve([...withParts(candidates, pages), ...hidden]).map(plainly(pages.bytes))
}

/** What `scan` reports of a whole text. */
export function allMatches(bytes: Buffer, ruleset: Ruleset): readonly PlainMatch[] {
  return resolve(claimsIn(bytes, { ruleset })).map(plainly(bytes))
}

/** How many times a text may be encoded. */
const LAYERS = 2

/** What stands in texts that stand encoded in another, at its places in the other. */
export function hiddenClaims(texts: Iterable<Hidden>, { ruleset, layers = LAYERS }: Depth): readonly Claimed[] {
  if (ruleset.decoding === 'off') return []
  const claims: Claimed[] = []
  // One at a time: together they may be three times as long as the other.
  for (const { bytes, placeOf } of texts) {
    for (const claim of claimsIn(bytes, { ruleset, layers: layers - 1 })) {
      claims.push({ ...claim, encoding: 'base64', span: placeOf(claim.span), extent: placeOf(claim.extent), parts: claim.parts.map(placeOf) })
    }
  }
  return claims
}

interface Depth {
  readonly ruleset: Ruleset
  readonly layers?: number
}

/** What stands in a text, and in texts that stand in it in as many layers. */
function claimsIn(bytes: Buffer, { ruleset, layers = LAYERS }: Depth): readonly Claimed[] {
  const pages = new Pages(bytes, ruleset)
  const claims = withParts(search(ruleset, { pages, ranges: [{ start: 0, end: bytes.length }] }), pages)
  return layers === 0 ? claims : [...claims, ...hiddenClaims(hiddenTexts(bytes), { ruleset, layers })]
}

export function matchOf({ rule, secret, parts, start, end, proven, encoding }: PlainMatch, ruleset: Ruleset): Match {
  const kind = ruleset.rules[rule]?.kind
  if (kind === undefined) throw new RangeError('a match of another set of rules')
  const strength = kind.nature === 'guessable' ? 'guessable' : 'full'
  const facts = kind.read?.(secret) ?? {}
  const secrets = parts.map(([name, text]) => [name, Secret.of(text, strength)] as const)
  return {
    token: { kind, secret: Secret.of(secret, strength), parts: Object.fromEntries(secrets), context: {} },
    start,
    end,
    proven,
    facts: encoding === undefined ? facts : { ...facts, detail: { ...facts.detail, encoding } },
  }
}

/** How far outside a window a match or the other half of one can lie that still touches it. */
function marginOf(ruleset: Ruleset): number {
  return ruleset.before + ruleset.from + FARTHEST
}

/** A candidate with its parts. */
export interface Claimed extends Candidate, Claim {
  readonly named: FoundParts
  readonly encoding?: 'base64'
}

/** The candidates with their parts, without those that lack a required one. */
function withParts(candidates: readonly Candidate[], pages: Pages): readonly Claimed[] {
  const finders = new Map<Rule, PartFinder>()
  return candidates.toSorted((one, other) => one.span.start - other.span.start).flatMap((candidate) => {
    const finder = finders.get(candidate.rule) ?? new PartFinder(candidate.rule, pages)
    finders.set(candidate.rule, finder)
    const named = finder.around(candidate.span)
    return named === 'missing' ? [] : [{ ...candidate, kind: candidate.rule.kind, named, parts: [...named.values()] }]
  })
}

/** Claims are handed to what this gives in the order of the text. */
function plainly(bytes: Buffer): (claim: Claimed) => PlainMatch {
  const ruler = new Ruler(bytes)
  return ({ rule, span, secret, proven, named, encoding }) => ({
    rule: rule.index,
    secret,
    parts: [...named].map(([name, { text }]) => [name, text] as const),
    start: ruler.at(span.start),
    end: ruler.at(span.end),
    proven,
    encoding,
  })
}
