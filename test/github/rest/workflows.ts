import { gitText } from '../git/run.ts'
import { grantedOn, permits } from '../http/authorize.ts'
import type { RepositoryCall } from '../http/call.ts'
import { failed, Refusal } from '../http/reply.ts'
import { NO_COMMIT, type RefUpdate } from '../git/refs.ts'

/** An App without `workflows: write` may bring no commit that adds or changes a workflow, by the API as little as by git. */
export async function refuseWorkflows({ caller, repository }: RepositoryCall, update: RefUpdate): Promise<void> {
  if (caller.as !== 'installation' || permits(grantedOn(caller, repository), 'workflows:write')) return
  const range = update.before === NO_COMMIT ? [update.after, '--not', '--all'] : [update.after, '--not', update.before, '--all']
  const paths = await gitText(
    repository.gitDir,
    'log',
    '-m',
    '--format=',
    '--name-only',
    '--diff-filter=AM',
    ...range,
    '--',
    '.github/workflows',
  )
  if (paths !== '') throw new Refusal(failed(403, 'Resource not accessible by integration'))
}
