import type { Finding, Verdict } from '../finding.ts'
import { DEFAULT_RULES } from './default-rules.ts'

/** What a team allows: a policy file as data, followed by the defaults. */
export interface Policy {
  /** Judged from the top; the first that fits decides. The last one fits everything. */
  readonly rules: readonly Rule[]
  readonly exceptions: readonly Exception[]
  /** Path patterns (minimatch) of what is not looked at. */
  readonly ignored: readonly string[]
  /** `enabled` undefined: the face's own default. */
  readonly verification: { readonly enabled: boolean | undefined; readonly forks: boolean }
  readonly revocation: { readonly default: Revocation; readonly providers: Readonly<Record<string, Revocation>> }
  readonly staticCredentials: StaticCredentials
  /** Whether a migration's pull request waits as a draft for what it needs. */
  readonly drafts: Drafts
  /** What is done about a stored secret that is dead and that nothing refers to. */
  readonly storedSecrets: StoredSecrets
  /** What a personal GitHub token becomes where the token of the job does not do; nothing is said where it may depend on what is used already. */
  readonly githubTokens: GithubTokens | undefined
}

/** Where something is stated: the file (`default` for ours) and its line there. */
export interface Stated {
  /** What a person calls it: `rule 2 (fixtures)`, `default/live-token`. */
  readonly name: string
  readonly source: string
  readonly line: number | null
}

export interface Rule extends Stated {
  readonly verdict: Verdict
  readonly when: Conditions
}

/** A finding fits when every condition that is named does. */
export interface Conditions {
  readonly kinds?: readonly string[]
  readonly standings?: readonly Standing[]
  readonly paths?: readonly string[]
  readonly severity?: Finding['severity']
  readonly natures?: readonly Finding['nature'][]
  readonly ranks?: readonly Finding['rank'][]
}

/** Liveness, and `expired` for a token past its own expiry that its provider does not call live. */
export type Standing = Finding['liveness']['state'] | 'expired'

export interface Exception extends Stated {
  readonly fingerprint: string
  readonly path?: string
  readonly reason: string
  readonly owner: string
  /** YYYY-MM-DD: the last day on which it holds, in UTC. */
  readonly expires: string
}

export type Revocation = 'never' | 'ask' | 'auto'
export type StaticCredentials = 'off' | 'warn' | 'block' | 'replace'
export type Drafts = 'until-ready' | 'never'
export type StoredSecrets = 'ask' | 'delete'
export type GithubTokens = 'app' | 'octo-sts'

/** What holds where there is no policy file. */
export function defaultPolicy(): Policy {
  return {
    rules: DEFAULT_RULES,
    exceptions: [],
    ignored: [],
    verification: { enabled: undefined, forks: false },
    revocation: { default: 'never', providers: {} },
    staticCredentials: 'warn',
    drafts: 'until-ready',
    storedSecrets: 'ask',
    githubTokens: undefined,
  }
}

/** What the policy says to do with a live token of this provider. */
export function revocationFor(policy: Policy, providerId: string): Revocation {
  const { default: otherwise, providers } = policy.revocation
  return Object.hasOwn(providers, providerId) ? (providers[providerId] ?? otherwise) : otherwise
}
