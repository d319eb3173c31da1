import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What PyPI says, and when: docs.pypi.org/trusted-publishers/troubleshooting
export const failures: readonly Failure[] = [
  {
    said: /invalid-(?:pending-)?publisher/,
    why: 'No trusted publisher of PyPI fits this workflow.',
    mend: 'Compare owner, repository, workflow file and environment of the publisher with the claims below; a renamed repository or file needs a new publisher.',
  },
  {
    said: /not-enabled|Trusted publishing is not enabled/i,
    why: 'PyPI takes no OIDC tokens at the moment, for maintenance.',
    mend: 'Run the job again later.',
  },
  {
    said: /does not support reusable workflows|reusable workflow/i,
    claim: 'job_workflow_ref',
    why: 'PyPI does not know reusable workflows.',
    mend: 'Publish in a job of the calling workflow, with what the called one has built.',
  },
  NO_TOKEN,
]
