import { checkCommit } from '../flows/check-commit.ts'
import type { Order } from '../flows/carry-out.ts'
import { proposeMigrations } from '../flows/propose-migrations.ts'
import { survey } from '../flows/survey.ts'
import type { AppContext } from '../flows/app-context.ts'
import type { Delivery, Ledger } from '../ledger/ledger.ts'
import type { Job, Queue } from '../ledger/queue.ts'
import { MayflyError } from '../lib/errors.ts'
import { RetryLater } from '../lib/retry-later.ts'
import type { GitHub } from '../repo/github/github.ts'
import type { Hosted } from '../repo/hosted.ts'
import { ordersOf } from './orders-of.ts'
import { planOf, type Plan } from './plan-of.ts'

export interface Desk {
  /** Turns every open delivery into a job. */
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
  return {
    sweep: () => sweep(options),
    work: (concurrency) => options.queue.work({ names: ['commit', 'survey', 'migrate'], concurrency }, (job) => run(options, job)),
  }
}

async function sweep(options: DeskOptions): Promise<void> {
  const { ledger, queue, github } = options
  for (const delivery of await ledger.deliveries.open()) {
    try {
      const plans = await planOf(delivery, github)
      for (const plan of plans) await accept(plan, { ledger, queue })
      // Jobs outlive this process; only what a commit's job reads from the delivery itself keeps it open.
      if (!plans.some(({ name }) => name === 'commit')) await ledger.deliveries.finish(delivery.guid, { state: 'done' })
    } catch (error) {
      options.log(`delivery ${delivery.guid} (${delivery.event}): ${wordOf(error)}`)
    }
  }
  queue.wake()
}

async function accept(plan: Plan, { ledger, queue }: Pick<DeskOptions, 'ledger' | 'queue'>): Promise<void> {
  if (plan.range) await ledger.ranges.add(plan.range)
  await queue.add({ name: plan.name, key: plan.key, data: plan.data })
}

async function run(options: DeskOptions, job: Job): Promise<void> {
  const started = performance.now()
  const { ledger } = options
  const served = await servedBy(options, job)
  let state = 'done'
  try {
    const hosted = await options.github.repository({ installation: Number(job.data['installation']), repository: Number(job.data['repository']) })
    if (typeof hosted === 'string') state = hosted
    else await flow({ ...options, hosted, now: () => new Date() }, { job, served })
  } catch (error) {
    if (!(error instanceof MayflyError && error.code === 'gone')) {
      options.log(`job ${job.name} ${job.key}: ${wordOf(error)}`)
      options.done(job.name, { state: error instanceof RetryLater ? 'later' : 'failed', seconds: (performance.now() - started) / 1000 })
      throw error
    }
    state = 'gone'
    options.log(`job ${job.name} ${job.key}: ${error.message}`)
  }
  for (const { guid } of served) await ledger.deliveries.finish(guid, state === 'done' ? { state: 'done' } : { state: 'failed', why: state })
  options.done(job.name, { state, seconds: (performance.now() - started) / 1000 })
}

/** The open deliveries that this job answers. Later ones have a job of their own, which runs after it. */
async function servedBy({ ledger, github }: DeskOptions, job: Job): Promise<readonly Delivery[]> {
  const open = (await ledger.deliveries.open()).filter(({ repositoryId }) => repositoryId === job.data['repository'])
  const fitting = await Promise.all(open.map(async (delivery) => {
    const plans = await planOf(delivery, github)
    return plans.some(({ name, key }) => name === job.name && key === job.key) ? [delivery] : []
  }))
  return fitting.flat()
}

interface Work {
  readonly job: Job
  readonly served: readonly Delivery[]
}

async function flow(context: DeskOptions & { hosted: Hosted; now(): Date }, { job, served }: Work): Promise<void> {
  if (job.name === 'survey') return survey(context)
  if (job.name === 'migrate') return void (await proposeMigrations(context, { asked: false }))
  const orders: Order[] = []
  for (const delivery of served) orders.push(...(await ordersOf(delivery, context.hosted)))
  const head = String(job.data['head'])
  const { settings } = await checkCommit(context, { head, orders })
  const about = await context.hosted.about()
  const onDefault = served.some(({ event, ref }) => event === 'push' && ref === `refs/heads/${about.defaultBranch}`)
  if (onDefault && settings.state === 'read' && settings.policy.staticCredentials === 'replace') {
    await context.queue.add({ name: 'migrate', key: String(context.hosted.id), data: job.data })
  }
}

function wordOf(error: unknown): string {
  return error instanceof MayflyError ? error.message : error instanceof Error ? error.name : 'unknown trouble'
}

