import type { Migration } from '../workflow.ts'
import type { Arrival } from './arrival.ts'
import { telling } from './told.ts'

/** A credential for which its provider offers no short-lived form to GitHub Actions. */
export interface Kept extends Arrival {
  /** What it is: `A Slack bot token`. */
  readonly what: string
  /** How to make it smaller at the provider: scope, expiry, another way altogether. Sentences. */
  readonly how: string
}

/** What holds for every secret that has to stay one: docs.github.com/actions/concepts/security/secrets */
export const KEEP = 'Keep it in an environment with protection rules and give it to the one step that needs it; rotate it, '
  + 'or fetch it at run time from Vault or a cloud\'s secret store that the job reaches with OIDC.'

/** A migration that can only advise: no edit makes these credentials short-lived. */
export function advice(provider: string, kept: readonly [Kept, ...Kept[]]): Migration {
  return telling({
    id: `${provider}/advice`,
    title: `Keep the stored secret of ${provider} small`,
    told: kept.map(({ what, how, ...arrival }) => ({ ...arrival, action: 'advice', say: `${what}: no login with GitHub's OIDC token is known for it. ${how} ${KEEP}` })),
  })
}
