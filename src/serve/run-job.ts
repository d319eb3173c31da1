import { answerProposalOrders } from '../flows/answer-proposal-orders.ts'
import { checkCommit, giveUp } from '../flows/check-commit.ts'
import type { Order } from '../flows/order.ts'
import { isUnderWay, keepMigrations } from '../flows/keep-migrations.ts'
import { survey } from '../flows/survey.ts'
import { watchRun } from '../flows/watch-run.ts'
import type { Delivery } from '../ledger/ledger.ts'
import type { Job } from '../ledger/queue.ts'
import { MayflyError } from '../lib/errors.ts'
import { RetryLater } from '../lib/retry-later.ts'
import type { Hosted } from '../repo/hosted.ts'
import type { DeskOptions } from './desk.ts'
import { ordersOf } from './orders-of.ts'
import { planOf } from './plan-of.ts'
import { wordOf } from './word-of.ts'

/**
 * Does one job and finishes the deliveries that it serves. Throws what may go better at the next try; after the last one
 * the deliveries are finished too, but for a trouble of GitHub's: they stay open and become a job again.
 */
export async function runJob(options: DeskOptions, job: Job): Promise<void> {
  const started = performance.now()
  const served = await servedBy(options, job)
  // Added while another run of the same commit was under way, which has served them all.
  if ((job.name === 'commit' || job.name === 'watch') && served.length === 0) return
  const { state, error } = await tried(options, { job, served })
  if (error !== undefined) options.log(`job ${job.name} ${job.key}: ${wordOf(error)}`)
  if (error === undefined || state === 'gone' || (job.tries !== 'left' && state !== 'later')) {
    for (const { guid } of served) await options.ledger.deliveries.finish(guid, state === 'done' ? { state: 'done' } : { state: 'failed', why: state })
  }
  options.done(job.name, { state, seconds: (performance.now() - started) / 1000 })
  if (error !== undefined && state !== 'gone') throw error
}

/** The open deliveries that this job answers. Later ones have a job of their own, which runs after it. */
async function servedBy({ ledger, github }: DeskOptions, job: Job): Promise<readonly Delivery[]> {
  const open = (await ledger.deliveries.open()).filter(({ repositoryId }) => repositoryId === job.data['repository'])
  const fitting = await Promise.all(open.map(async (delivery) => {
    // One that cannot be planned now stays open, and is no trouble of the others'.
    const plans = await planOf(delivery, github).catch(() => [])
    return plans.some(({ name, key }) => name === job.name && key === job.key) ? [delivery] : []
  }))
  return fitting.flat()
}

interface Work {
  readonly job: Job
  readonly served: readonly Delivery[]
}

/** `done`, why the repository cannot be worked on, or the code of an error. */
async function tried(options: DeskOptions, work: Work): Promise<{ readonly state: string; readonly error?: Error }> {
  const { installation, repository } = work.job.data
  try {
    const hosted = await options.github.repository({ installation: Number(installation), repository: Number(repository) })
    if (typeof hosted === 'string') return { state: hosted }
    await flowOrSay({ ...options, hosted, now: () => new Date() }, work)
    return { state: 'done' }
  } catch (error) {
    return { state: codeOf(error), error: error instanceof Error ? error : new Error('nothing to tell was thrown') }
  }
}

type Context = DeskOptions & { readonly hosted: Hosted; now(): Date }

/** The job's flow; where nobody will try it again, its commit says so. */
async function flowOrSay(context: Context, work: Work): Promise<void> {
  const { job } = work
  try {
    if (job.tries === 'none') throw new MayflyError('io', 'Mayfly died each time it looked at this commit')
    await flow(context, work)
  } catch (error) {
    if (job.name === 'commit' && job.tries !== 'left' && !['later', 'gone'].includes(codeOf(error))) {
      const why = error instanceof MayflyError ? error.message : `Mayfly was stopped by a bug of its own (${wordOf(error)})`
      await giveUp(context, { head: String(job.data['head']), why })
    }
    throw error
  }
}

async function flow(context: Context, { job, served }: Work): Promise<void> {
  if (job.name === 'survey') return survey(context)
  if (job.name === 'watch') return watch(context, served)
  if (job.name === 'migrate') return migrate(context, { job, served })
  const orders: Order[] = []
  for (const delivery of served) orders.push(...(await ordersOf(delivery, context.hosted)))
  const head = String(job.data['head'])
  const { settings } = await checkCommit(context, { head, orders })
  const about = await context.hosted.about()
  const onDefault = served.some(({ event, ref }) => event === 'push' && ref === `refs/heads/${about.defaultBranch}`)
  if (onDefault && settings.state === 'read' && (settings.policy.staticCredentials === 'replace' || (await isUnderWay(context)))) {
    await context.queue.add({ name: 'migrate', key: String(context.hosted.id), data: job.data })
  }
}

/** What people ordered first: all that is done to a repository's proposals is done by one job after the other. */
async function migrate(context: Context, { job, served }: Work): Promise<void> {
  for (const delivery of served) {
    if (delivery.number === null || delivery.event !== 'issue_comment') continue
    await answerProposalOrders(context, { orders: await ordersOf(delivery, context.hosted), number: delivery.number })
  }
  const { refused } = await keepMigrations(context)
  for (const line of refused) context.log(`job migrate ${job.key}: ${line}`)
}

/** Runs that have ended, in the order in which they were told of. */
async function watch(context: Context, served: readonly Delivery[]): Promise<void> {
  for (const { extra } of served) await watchRun(context, Number(extra['run']))
}

function codeOf(error: unknown): string {
  if (error instanceof RetryLater) return 'later'
  return error instanceof MayflyError ? error.code : 'bug'
}
