import type { Problem } from '../finding.ts'
import { defaultPolicy, type Policy } from '../policy/policy.ts'

export const POLICY_PATH = '.github/token-policy.yml'

export type Settings =
  | { readonly state: 'read'; readonly policy: Policy }
  | { readonly state: 'malformed'; readonly problems: readonly Problem[] }

/** The policy that a file's text states, or ours where there is no file. A malformed one never falls back. */
export async function settings(text: string | undefined, source: string = POLICY_PATH): Promise<Settings> {
  if (text === undefined) return { state: 'read', policy: defaultPolicy() }
  // Where there is no policy, nothing that reads one need be loaded.
  const { parsePolicy } = await import('../policy/parse.ts')
  return parsePolicy(text, source)
}
