import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What the login says, and when: github.com/depot/setup-action, src/index.ts; github.com/depot/build-push-action
export const failures: readonly Failure[] = [
  {
    said: /Unable to exchange GitHub OIDC token for temporary Depot token/,
    why: 'No trust relationship of the project lets this repository in.',
    mend: 'Add one with GitHub Actions in the project\'s settings, with owner and repository as they are written today.',
  },
  NO_TOKEN,
]
