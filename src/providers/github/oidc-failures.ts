import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What the exchange says, and when: github.com/octo-sts/app, pkg/octosts/trust_policy.go and octosts.go
export const failures: readonly Failure[] = [
  {
    said: /trust policy: subject "(?<value>[^"]{1,400})" did not match/,
    claim: 'sub',
    why: 'The file that lets the job in names another subject.',
    mend: 'Set its `subject` to the claim below, on the default branch of the repository that it lies in.',
  },
  {
    said: /trust policy: audience|audience_pattern "/,
    claim: 'aud',
    why: 'The file that lets the job in, or the exchange, expects another audience.',
    mend: 'Leave `audience` out of the file, or set it to the domain of the exchange.',
  },
  {
    said: /trust policy: (?:expected )?claim "\w{1,60}"|token does not match trust policy/,
    why: 'The file that lets the job in names a claim that has another value.',
    mend: 'Compare its `claim_pattern` with the claims below.',
  },
  {
    said: /unable to find trust policy/,
    why: 'The exchange finds no file of this name that it can read.',
    mend: 'Put the file on the default branch of the repository that the step names as `scope`, and install the App of the exchange there.',
  },
  {
    said: /have you set 'id-token: write' in your workflow permissions/,
    why: 'The job got no OIDC token from GitHub.',
    mend: 'It needs `permissions: id-token: write`, and a run of a fork\'s pull request never has it.',
  },
  NO_TOKEN,
]
