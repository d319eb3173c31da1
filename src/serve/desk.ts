import type { AppContext } from '../flows/app-context.ts'
import { underWatch } from '../flows/watch-run.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Queue } from '../ledger/queue.ts'
import { MayflyError } from '../lib/errors.ts'
import { RetryLater } from '../lib/retry-later.ts'
import type { GitHub } from '../repo/github/github.ts'
import { planOf, type Plan } from './plan-of.ts'
import { runJob } from './run-job.ts'
import { wordOf } from './word-of.ts'

export interface Desk {
  /** Turns every open delivery into a job. Asked for while it is at it, it goes round once more. */
  sweep(): Promise<void>
  /** Starts to run jobs, `concurrency` at a time. */
  work(concurrency: number): Promise<void>
}

export interface DeskOptions extends Pick<AppContext, 'providers' | 'ruleset' | 'http'> {
  readonly ledger: Ledger
  readonly queue: Queue
  readonly github: GitHub
  log(line: string): void
  done(name: string, how: { readonly state: string; readonly seconds: number }): void
}

/**
 * Between the inbox and the flows. A delivery stays open until the job that serves it has ended well, and a job looks up
 * all open deliveries of its key when it starts: whatever is killed in between is done again from the ledger.
 */
export function createDesk(options: DeskOptions): Desk {
  let sweeping: Promise<void> | undefined
  let again = false
  async function rounds(): Promise<void> {
    do {
      again = false
      await sweep(options).catch((error: unknown) => options.log(`the deliveries could not be looked at: ${wordOf(error)}`))
    } while (again)
    sweeping = undefined
  }
  return {
    sweep() {
      again = true
      sweeping ??= rounds()
      return sweeping
    },
    work: (concurrency) => options.queue.work({ names: ['commit', 'watch', 'survey', 'migrate'], concurrency }, (job) => runJob(options, job)),
  }
}

async function sweep(options: DeskOptions): Promise<void> {
  const { ledger, queue, github } = options
  for (const delivery of await ledger.deliveries.open()) {
    try {
      const plans = await wanted(await planOf(delivery, github), ledger)
      for (const plan of plans) await accept(plan, { ledger, queue })
      // Jobs outlive this process; only what a job reads from the delivery itself keeps it open.
      if (plans.length === 0 || !READ_BY_JOBS.has(delivery.event)) await ledger.deliveries.finish(delivery.guid, { state: 'done' })
    } catch (error) {
      options.log(`delivery ${delivery.guid} (${delivery.event}): ${wordOf(error)}`)
      // What GitHub said no to (a pull request that is not there any more) it will not say yes to later.
      if (isRefusal(error)) await ledger.deliveries.finish(delivery.guid, { state: 'failed', why: error.code })
    }
  }
  queue.wake()
}

const READ_BY_JOBS: ReadonlySet<string> = new Set(['push', 'pull_request', 'merge_group', 'check_run', 'check_suite', 'issue_comment', 'workflow_run'])

/** Most runs concern no migration: no job is made for them. */
async function wanted(plans: readonly Plan[], ledger: DeskOptions['ledger']): Promise<readonly Plan[]> {
  const [first] = plans
  if (first?.name !== 'watch') return plans
  const open = await underWatch(ledger, { repositoryId: Number(first.data['repository']), now: new Date() })
  return open.length > 0 ? plans : []
}

async function accept(plan: Plan, { ledger, queue }: Pick<DeskOptions, 'ledger' | 'queue'>): Promise<void> {
  if (plan.range) await ledger.ranges.add(plan.range)
  await queue.add({ name: plan.name, key: plan.key, data: plan.data })
}

function isRefusal(error: unknown): error is MayflyError {
  return error instanceof MayflyError && !(error instanceof RetryLater) && (error.code === 'github' || error.code === 'gone')
}
