import { inRepository, numberPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { counted } from '../http/pages.ts'
import { found, ok } from '../http/reply.ts'
import { workflowJobShape, workflowRunShape } from '../shape/workflow-run.ts'
import type { WorkflowRunRecord } from '../world/records.ts'

const REPO = '/repos/{owner}/{repo}'

/** Runs of workflows and their jobs: https://docs.github.com/en/rest/actions/workflow-runs */
export const workflowRunRoutes: Routes = inRepository({
  [`GET ${REPO}/actions/runs/{run_id}`]: async (call) => ok(await workflowRunShape(call.world, { repository: call.repository, item: theRun(call) })),
  [`GET ${REPO}/actions/runs/{run_id}/jobs`]: (call) => {
    const run = theRun(call)
    const { world, repository } = call
    return counted(call, { name: 'jobs', items: run.jobs, shape: (job) => workflowJobShape(world, { repository, item: { job, run } }) })
  },
})

function theRun(call: RepositoryCall): WorkflowRunRecord {
  const id = numberPart(call, 'run_id')
  return found(call.repository.workflowRuns.find((run) => run.id === id))
}
