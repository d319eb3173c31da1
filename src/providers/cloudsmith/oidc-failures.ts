import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What the login says, and when: github.com/cloudsmith-io/cloudsmith-cli-action, src/oidc-auth.js of version 2
export const failures: readonly Failure[] = [
  {
    said: /OIDC authentication failed: Request failed with status code 4\d\d/,
    why: 'Cloudsmith has no OIDC provider that lets this token act as the service account.',
    mend: 'Compare the claims of the provider with those below, and the two variables with the organization and the slug of the service account.',
  },
  NO_TOKEN,
]
