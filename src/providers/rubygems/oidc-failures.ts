import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What the login says, and when: github.com/rubygems/configure-rubygems-credentials, src/oidc/trustedPublisher.ts
export const failures: readonly Failure[] = [
  {
    // github.com/rubygems/rubygems.org/issues/4294
    said: /No trusted publisher configured for this workflow found on/,
    why: 'No gem has a trusted publisher that fits this workflow.',
    mend: 'Compare owner, repository, workflow file and environment of the gem\'s trusted publisher with the claims below; a login inside a workflow of another repository needs that one named too.',
  },
  NO_TOKEN,
]
