// The contract: what Mayfly knows about whoever issues a kind of token. The page to read first.
import type { HttpAnswer, HttpRequest } from './lib/http.ts'
import type { Mint } from './lib/mint.ts'
import type { Secret } from './lib/secret.ts'
import type { Migration } from './workflow.ts'

/** Who issues a kind of token. A member that is absent means: this provider cannot. */
export interface Provider {
  /** The folder's name; the part of a kind's id before the slash. */
  readonly id: string
  readonly title: string
  /** Where the vendor describes its tokens. */
  readonly docs: string
  /** The only hosts that may ever see its tokens. */
  readonly hosts: readonly string[]
  /** What its tokens look like: offline and pure. */
  readonly tokens: readonly TokenKind[]
  /** Asks whether a token works, and what the same answer tells about it. Reads only. */
  readonly verify?: Exchange<Verified>
  readonly revoke?: Exchange<Revoked>
  /** Deletes for good what `revoke` only switches off. Absent where they are the same. */
  readonly erase?: Exchange<Revoked>
  /** How a workflow lives without the stored secret. */
  readonly migrations?: readonly Migration[]
}

/** One shape of credential. */
export interface TokenKind {
  /** `npm/granular`: the provider's id, a slash, the shape. */
  readonly id: string
  readonly title: string
  /** Prefilter, ASCII, compared without case: one of them stands in every match. At least 3 characters, the rarer the better. */
  readonly keywords: readonly [string, ...string[]]
  /**
   * Bounded on both sides and in every repeat, without the flags g, y and d. It is tried where a keyword was seen, or
   * up to `lookBehind` characters before. A group named `secret` is the token; without it the whole match is.
   */
  readonly pattern: RegExp
  /** How far before its keyword a match may start; 0 unless told. */
  readonly lookBehind?: number
  /** Who wins where matches overlap: a provider's own shape before a format before a guess; then the longest. Provider unless told. */
  readonly rank?: 'provider' | 'format' | 'guess'
  /** An `identifier` is worth nothing alone; a `guessable` secret gets a short fingerprint. Secret unless told. */
  readonly nature?: 'secret' | 'identifier' | 'guessable'
  /** The other halves of the credential, looked for around the match. */
  readonly parts?: readonly Part[]
  /** Offline proof; false drops the match, true makes the finding `proven`. */
  readonly checksum?: (text: string) => boolean
  /** A last offline look (entropy, sample values, structure) at what a pattern cannot say; false drops the match. */
  readonly plausible?: (text: string) => boolean
  /** What the text itself tells: a JWT's expiry, a SAS's `se`, an AWS account id. Never any of the secret's text. */
  readonly read?: (text: string) => Facts
}

/** Another half of a credential, found within `within` lines of the match, nearest first. */
export interface Part {
  readonly name: string
  /** Unanchored, bounded; a group named `secret` is the part, else the whole match. */
  readonly pattern: RegExp
  readonly within: number
  /** A required part that is missing drops the match. */
  readonly required: boolean
}

/** A token as it was found: the only thing that a provider's calls are given. */
export interface Token {
  readonly kind: TokenKind
  readonly secret: Secret
  readonly parts: Readonly<Record<string, Secret>>
  /** Host, region or site, where the operator's configuration tells it; never from scanned text. */
  readonly context: Readonly<Record<string, string>>
}

/** What the token or its provider tells about it, as far as it does. Times are ISO 8601 in UTC. */
export interface Facts {
  readonly owner?: string
  readonly account?: string
  readonly scopes?: readonly string[]
  readonly expires?: string
  readonly created?: string
  readonly lastUsed?: string
  /** More, by name: `{ type: 'RSA', bits: '4096' }`. */
  readonly detail?: Readonly<Record<string, string>>
}

/** What a provider says of a token. */
export type Liveness =
  | { readonly state: 'live' }
  | { readonly state: 'dead' }
  | { readonly state: 'unknown'; readonly why: WhyUnknown }

export type WhyUnknown =
  | 'not-asked' // verification is off, or the place forbids it
  | 'cannot-ask' // the provider offers no harmless call for this kind
  | 'incomplete' // another half of the credential was not found
  | 'unreachable' // no connection, no TLS, time-out
  | 'rate-limited'
  | 'unclear' // an answer that the provider does not document

/**
 * One documented call with a token: what to send, and what the answer means. It says what, never how: lib/http.ts alone
 * sends it, to the provider's hosts alone, and maps time-outs, 429 and 5xx to `unknown` before `read` is asked.
 */
export interface Exchange<Result> {
  /** `cannot-ask` for a kind without a call, `incomplete` where a part is missing. `now` is for signatures. */
  request(token: Token, now: Date): HttpRequest | 'cannot-ask' | 'incomplete'
  /** Undefined for everything that the vendor does not document, so also for a 403 that may mean "live, but not allowed". */
  read(answer: HttpAnswer, token: Token): Result | undefined
  /** What the vendor documents, as rows for the contract test. */
  readonly answers: readonly Documented[]
}

export interface Verified {
  readonly state: 'live' | 'dead'
  readonly facts?: Facts
}

export interface Revoked {
  /** `accepted`: the provider will do it later. `refused`: it will not, for the reason given. */
  readonly state: 'revoked' | 'accepted' | 'already-dead' | 'refused'
  readonly why?: string
}

/** An answer that the vendor documents (or one that it does not, with `means: 'unknown'`) and what it means. */
export interface Documented {
  /** The kind that the call is made for, where the provider has several. */
  readonly kind?: string
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
  readonly means: Verified['state'] | Revoked['state'] | 'unknown'
  /** The address where the vendor documents it. */
  readonly source: string
}

/** `examples.ts` of a provider: minted, for tests and docs; stays out of the bundles. */
export interface Examples {
  readonly found: readonly Example[]
  readonly ignored: readonly CounterExample[]
}

/** A text in which exactly one token of this kind is found, spanning exactly `secret`. */
export interface Example {
  readonly kind: string
  make(mint: Mint): { readonly text: string; readonly secret: string; readonly parts?: Readonly<Record<string, string>> }
}

/** A text that looks like a token of this provider and is none. */
export interface CounterExample {
  readonly why: string
  make(mint: Mint): string
}
