import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What Codecov says, and when: github.com/codecov/codecov-action/issues/1378 and 1791
export const failures: readonly Failure[] = [
  {
    said: /Github OIDC Token Auth: Invalid token/i,
    why: 'Codecov does not know this repository, or it was not switched on there.',
    mend: 'Open the repository on Codecov once, so that it is set up under the name that it has today.',
  },
  {
    said: /Token required because branch is protected/i,
    why: 'No token reached Codecov.',
    mend: 'Look that the job has `permissions: id-token: write` and the step `use_oidc: true`.',
  },
  NO_TOKEN,
]
