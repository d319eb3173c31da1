import { inRepository, numberPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { counted } from '../http/pages.ts'
import { found, ok } from '../http/reply.ts'
import { workflowJobShape, workflowRunShape } from '../shape/workflow-run.ts'
import type { WorkflowRunRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'

const REPO = '/repos/{owner}/{repo}'

/** Runs of workflows and their jobs: https://docs.github.com/en/rest/actions/workflow-runs */
export const workflowRunRoutes: Routes = inRepository({
  [`GET ${REPO}/actions/runs/{run_id}`]: async (call) => ok(await workflowRunShape(call.world, { repository: call.repository, item: theRun(call) })),
  [`GET ${REPO}/actions/runs/{run_id}/jobs`]: (call) => {
    const run = theRun(call)
    const { world, repository } = call
    return counted(call, { name: 'jobs', items: run.jobs, shape: (job) => workflowJobShape(world, { repository, item: { job, run } }) })
  },
  // To a place outside of the API that needs no token: https://docs.github.com/en/rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run
  [`GET ${REPO}/actions/jobs/{job_id}/logs`]: (call) => {
    const id = numberPart(call, 'job_id')
    found(call.repository.workflowRuns.flatMap(({ jobs }) => jobs).find((job) => job.id === id))
    return { status: 302, headers: { location: `${call.world.url}/_logs/${id}` } }
  },
})

/** The log of a job as its place keeps it; undefined where there is none. */
export function logOf(world: World, id: number): string | undefined {
  const job = world.repositories.flatMap(({ workflowRuns }) => workflowRuns).flatMap(({ jobs }) => jobs).find((one) => one.id === id)
  return job?.log.split('\n').map((line) => `2026-01-01T00:00:00.0000000Z ${line}\r\n`).join('')
}

function theRun(call: RepositoryCall): WorkflowRunRecord {
  const id = numberPart(call, 'run_id')
  return found(call.repository.workflowRuns.find((run) => run.id === id))
}
