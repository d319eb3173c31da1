import { tell } from '../hooks/tell.ts'
import { resolveCommit } from '../git/refs.ts'
import { workflowRunShape, workflowShape } from '../shape/workflow-run.ts'
import type { Account, RepositoryRecord, WorkflowJobRecord, WorkflowRunRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'

/** What a person tells of a run that has ended. */
export interface FinishedRun {
  readonly path: string
  /** A branch or commit; the default branch unless told. */
  readonly ref?: string
  readonly branch?: string
  readonly event?: string
  /** Where the commit comes from: a fork of the repository; itself unless told. */
  readonly from?: RepositoryRecord
  readonly jobs: readonly FinishedJob[]
}

export interface FinishedJob {
  readonly name: string
  /** By the steps unless told. */
  readonly conclusion?: string
  readonly steps: Readonly<Record<string, string>>
  /** Title and message of what the steps annotated. */
  /** What its steps printed, without times. */
  readonly log?: string
  readonly annotations?: readonly { readonly title?: string; readonly level?: string; readonly message: string }[]
}

export interface Finishing {
  readonly repository: RepositoryRecord
  readonly actor: Account
  readonly run: FinishedRun
}

/** Records a run that has ended and tells of it. */
export async function finishRun(world: World, { repository, actor, run }: Finishing): Promise<number> {
  const headSha = await resolveCommit(repository.gitDir, run.ref ?? repository.defaultBranch)
  if (headSha === undefined) throw new TypeError(`there is no ${run.ref}`)
  const jobs = run.jobs.map((job) => jobOf(world, { repository, job }))
  const record: WorkflowRunRecord = {
    id: world.ids.next('workflowRun'),
    path: run.path,
    headSha,
    headBranch: run.branch ?? repository.defaultBranch,
    event: run.event ?? 'push',
    from: run.from ?? repository,
    conclusion: jobs.some(({ conclusion }) => conclusion === 'failure') ? 'failure' : 'success',
    actor,
    at: world.clock.now(),
    jobs,
  }
  repository.workflowRuns.push(record)
  tell(world, {
    event: 'workflow_run',
    action: 'completed',
    repository,
    sender: actor,
    payload: {
      workflow: workflowShape(world, { repository, item: record }),
      workflow_run: await workflowRunShape(world, { repository, item: record }),
    },
  })
  return record.id
}

function jobOf(world: World, { repository, job }: { readonly repository: RepositoryRecord; readonly job: FinishedJob }): WorkflowJobRecord {
  const steps = Object.entries(job.steps).map(([name, conclusion]) => ({ name, conclusion }))
  const failed = steps.some(({ conclusion }) => conclusion === 'failure')
  return {
    id: world.ids.next('workflowJob'),
    name: job.name,
    conclusion: job.conclusion ?? (failed ? 'failure' : 'success'),
    steps,
    log: job.log ?? '',
    annotations: (job.annotations ?? []).map(({ title, level, message }) => ({
      path: '.github', blob_href: `${world.url}/${repository.name}`, start_line: 1, end_line: 1, start_column: null, end_column: null,
      annotation_level: level ?? 'failure', title: title ?? '', message, raw_details: '',
    })),
  }
}
