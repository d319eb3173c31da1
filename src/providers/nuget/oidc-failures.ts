import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What nuget.org says, and when: github.com/NuGet/login, src/index.ts
export const failures: readonly Failure[] = [
  {
    // github.com/NuGet/login/issues/6
    said: /No matching trust policy owned by user '(?<value>[^']{1,100})' was found/,
    why: 'nuget.org has no trusted publishing policy of this user that fits this workflow.',
    mend: 'Set `user` to whoever made the policy, not to the organization that owns the packages, and compare owner, repository, workflow file (the calling one) and environment of the policy with the claims below.',
  },
  {
    said: /The GitHub Actions event '(?<value>[^']{1,60})' is not allowed/,
    claim: 'event_name',
    why: 'nuget.org takes no token from runs of this event.',
    mend: 'Publish from a run of a push, a release or by hand.',
  },
  {
    said: /GitHub OIDC is not available/,
    why: 'The job got no OIDC token from GitHub.',
    mend: 'It needs `permissions: id-token: write`, and a run of a fork\'s pull request never has it.',
  },
  NO_TOKEN,
]
