import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What the login says, and when: github.com/hashicorp/hcp-auth-action, src/auth/client.ts
export const failures: readonly Failure[] = [
  {
    said: /Failed to generate HCP Access Token/,
    claim: 'sub',
    why: 'The workload identity provider is not found, or its condition does not let this token in.',
    mend: 'Compare its conditional access with the claims below, and the variable with its whole resource name (`iam/project/…/workload-identity-provider/…`).',
  },
  NO_TOKEN,
]
