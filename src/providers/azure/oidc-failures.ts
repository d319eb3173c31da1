import { ENTRA_FAILURES } from '../../recipes/entra-failures.ts'
import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

export const failures: readonly Failure[] = [
  ...ENTRA_FAILURES,
  {
    said: /No subscriptions found for|Using auth-type: \S{1,40} Not all values are present/i,
    why: 'The application sees no subscription, or one of the ids is empty.',
    mend: 'Give the application a role on the subscription or the resource, and set all variables of the login step.',
  },
  NO_TOKEN,
]
