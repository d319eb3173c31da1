import { readCommit } from '../git/commits.ts'
import type { JsonObject } from '../http/reply.ts'
import { stamp } from '../world/clock.ts'
import { nodeId } from '../world/ids.ts'
import type { WorkflowJobRecord, WorkflowRunRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { accountShape } from './account.ts'
import { simpleCommitShape, type Placed } from './commit.ts'
import { apiUrl, htmlUrl, repositoryShape } from './repository.ts'

/** `workflow-run` */
export async function workflowRunShape(world: World, { repository, item: run }: Placed<WorkflowRunRecord>): Promise<JsonObject> {
  const url = `${apiUrl(world, repository)}/actions/runs/${run.id}`
  const actor = accountShape(world, run.actor)
  const at = stamp(run.at)
  const commit = await readCommit(repository.gitDir, run.headSha)
  return {
    id: run.id,
    name: nameOf(run),
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: nameOf(run),
    run_number: 1,
    run_attempt: 1,
    event: run.event,
    status: 'completed',
    conclusion: run.conclusion,
    workflow_id: workflowId(run),
    check_suite_id: run.id + 1,
    check_suite_node_id: nodeId('CS', run.id + 1),
    check_suite_url: `${apiUrl(world, repository)}/check-suites/${run.id + 1}`,
    url,
    html_url: `${htmlUrl(world, repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: at,
    updated_at: at,
    run_started_at: at,
    actor,
    triggering_actor: actor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: `${apiUrl(world, repository)}/actions/workflows/${workflowId(run)}`,
    head_commit: commit === undefined ? null : simpleCommitShape(commit),
    repository: repositoryShape(world, repository),
    head_repository: repositoryShape(world, run.from),
  }
}

/** `workflow` */
export function workflowShape(world: World, { repository, item: run }: Placed<WorkflowRunRecord>): JsonObject {
  const at = stamp(run.at)
  return {
    id: workflowId(run),
    node_id: nodeId('W', workflowId(run)),
    name: nameOf(run),
    path: run.path,
    state: 'active',
    created_at: at,
    updated_at: at,
    url: `${apiUrl(world, repository)}/actions/workflows/${workflowId(run)}`,
    html_url: `${htmlUrl(world, repository)}/blob/${repository.defaultBranch}/${run.path}`,
    badge_url: `${htmlUrl(world, repository)}/workflows/${nameOf(run)}/badge.svg`,
  }
}

/** `job` */
export function workflowJobShape(world: World, { repository, item: { job, run } }: Placed<{ readonly job: WorkflowJobRecord; readonly run: WorkflowRunRecord }>): JsonObject {
  const url = `${apiUrl(world, repository)}/actions`
  const at = stamp(run.at)
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${url}/runs/${run.id}`,
    run_attempt: 1,
    node_id: nodeId('CR', job.id),
    head_sha: run.headSha,
    head_branch: run.headBranch,
    url: `${url}/jobs/${job.id}`,
    html_url: `${htmlUrl(world, repository)}/actions/runs/${run.id}/job/${job.id}`,
    status: 'completed',
    conclusion: job.conclusion,
    created_at: at,
    started_at: at,
    completed_at: at,
    name: job.name,
    steps: job.steps.map(({ name, conclusion }, i) => ({ name, status: 'completed', conclusion, number: i + 1, started_at: at, completed_at: at })),
    check_run_url: `${apiUrl(world, repository)}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'GitHub Actions 1',
    runner_group_id: 1,
    runner_group_name: 'GitHub Actions',
    workflow_name: nameOf(run),
  }
}

function nameOf({ path }: WorkflowRunRecord): string {
  return (path.split('/').at(-1) ?? path).replace(/\.ya?ml$/, '')
}

function workflowId({ path }: WorkflowRunRecord): number {
  return Buffer.from(path).reduce((sum, byte) => sum + byte, 100_000)
}
