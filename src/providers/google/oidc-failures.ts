import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What the login step says, and when: github.com/google-github-actions/auth/blob/main/docs/TROUBLESHOOTING.md
export const failures: readonly Failure[] = [
  {
    said: /rejected by the attribute condition/i,
    claim: 'sub',
    why: 'The workload identity provider is there, but its condition does not let this token in.',
    mend: 'Compare the provider\'s attribute condition with the claims below; a change takes up to five minutes to work.',
  },
  {
    said: /iam\.serviceAccounts\.getAccessToken|unable to (?:acquire|generate) impersonated/i,
    why: 'The provider lets the token in, but the service account does not lend itself to it.',
    mend: 'Give the principal `roles/iam.workloadIdentityUser` on the service account, with the pool\'s name and the subject exactly as they are.',
  },
  {
    said: /invalid_target|The target service indicated by the "?audience"? parameters is invalid/i,
    why: 'No workload identity provider has the name that the login step gives, or it is switched off.',
    mend: 'Set the variable to the provider\'s full name, with the project\'s number and not its id.',
  },
  {
    said: /must specify exactly one of "?workload_identity_provider"?/i,
    why: 'The name of the workload identity provider is empty.',
    mend: 'Set the two variables that the login step reads, in the job\'s environment too if it has one.',
  },
  NO_TOKEN,
]
