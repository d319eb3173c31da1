import type { Problem } from '../finding.ts'
import { parsePolicy } from '../policy/parse.ts'
import { defaultPolicy, type Policy } from '../policy/policy.ts'

export const POLICY_PATH = '.github/token-policy.yml'

export type Settings =
  | { readonly state: 'read'; readonly policy: Policy }
  | { readonly state: 'malformed'; readonly problems: readonly Problem[] }

/** The policy that a file's text states, or ours where there is no file. A malformed one never falls back. */
export function settings(text: string | undefined, source: string = POLICY_PATH): Settings {
  return text === undefined ? { state: 'read', policy: defaultPolicy() } : parsePolicy(text, source)
}
