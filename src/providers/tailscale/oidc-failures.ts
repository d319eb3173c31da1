import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What Tailscale says, and when: github.com/tailscale/github-action, README and issue 227
export const failures: readonly Failure[] = [
  {
    said: /requested tags .{0,200} are invalid or not permitted/,
    why: 'The credential does not have all tags that the step asks for.',
    mend: 'Give the credential the scope `auth_keys` and all tags of the step.',
  },
  {
    said: /failed to exchange JWT for access token|token exchange failed with status 40\d/,
    claim: 'sub',
    why: 'No federated identity with this client id lets the job in.',
    mend: 'Compare its subject, its claims and its audience with the claims below and with the two variables.',
  },
  NO_TOKEN,
]
