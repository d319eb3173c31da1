import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What the login says, and when: github.com/akeyless-community/akeyless-github-action, src/index.js
export const failures: readonly Failure[] = [
  {
    said: /Failed to login to Akeyless/,
    claim: 'sub',
    why: 'The authentication method is not found, or its sub-claims do not let this token in.',
    mend: 'Compare the sub-claims of the method with the claims below, and the variable with its access id.',
  },
  NO_TOKEN,
]
