import { placeKey, type StoredMigration } from '../ledger/ledger.ts'
import type { Pull, Run, RunJob } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import { stillThere, stillWatched, watchedOf } from './changed-workflows.ts'
import { explainLogin } from './explain-login.ts'
import { noteRetired } from './note-retired.ts'
import { provenText } from './proven-text.ts'
import { sayOnce } from './say-once.ts'
import type { Watched } from './watched-jobs.ts'

/**
 * What a run that has ended tells about the migrations that are under way: which of their jobs have logged in the new way,
 * which could not and why, and which old secret is dead. A run that is older than the merge tells nothing, and neither does one of a fork.
 */
export async function watchRun(context: AppContext, id: number): Promise<void> {
  const { hosted, ledger } = context
  const open = await underWatch(ledger, { repositoryId: hosted.id, now: context.now() })
  const run = open.length === 0 ? undefined : await hosted.run(id)
  if (run === undefined || run.from === 'elsewhere') return
  for (const migration of open.filter(({ state }) => state === 'merged')) {
    const pull = await hosted.pull(migration.number)
    if (pull.mergeCommit === undefined) continue
    if ((await hosted.contains(run.head, pull.mergeCommit)) === 'contains') await learn(context, { migration, pull, run })
  }
  await noteRetired(context, run)
}

/** Whoever has not retired a secret by then will not be told so by a run. */
const WATCHED_FOR = 180 * 86_400_000

/** The migrations of a repository about which a run may tell something. */
export async function underWatch(ledger: AppContext['ledger'], of: { readonly repositoryId: number; readonly now: Date }): Promise<readonly StoredMigration[]> {
  const open = await ledger.migrations.of(of.repositoryId, ['merged', 'proven', 'retired'])
  return open.filter(({ plannedAt, mergedAt }) => of.now.getTime() - (mergedAt ?? plannedAt).getTime() < WATCHED_FOR)
}

interface Learning {
  readonly migration: StoredMigration
  readonly pull: Pull
  readonly run: Run
}

async function learn(context: AppContext, { migration, pull, run }: Learning): Promise<void> {
  const { hosted, ledger } = context
  const watched = await watchedOf(hosted, { base: migration.base, pull })
  const before = await ledger.migrations.proven(migration)
  const open = watched.filter((place) => !before.has(placeKey(place)))
  for (const one of await stillWatched(hosted, { base: migration.base, head: run.head, watched: open })) {
    const jobs = one.called || one.path === run.path ? run.jobs.filter(({ name }) => one.name.test(name)) : []
    if (jobs.length > 0 && jobs.every((job) => outcomeOf(job, one) === 'proven')) await ledger.migrations.prove(migration, { place: one, runId: run.id })
    const failed = jobs.find((job) => outcomeOf(job, one) === 'failed')
    if (failed !== undefined) await explainLogin(context, { migration, watched: one, job: failed, run })
  }
  const proven = await ledger.migrations.proven(migration)
  const [done, missing] = [watched.filter((place) => proven.has(placeKey(place))), watched.filter((place) => !proven.has(placeKey(place)))]
  if (done.length === 0) return
  // A job that was taken out since will never log in, and needs not.
  const { defaultBranch } = await hosted.about()
  if ((await stillThere(hosted, { ref: defaultBranch, watched: missing })).length > 0) return
  await sayOnce(context, { key: `proven:${hosted.id}:${migration.number}`, number: migration.number, text: provenText({ migration, watched: done, providers: context.providers, about: await hosted.about() }) })
  await ledger.migrations.reach(migration, 'proven')
}

/** `open`: the job was skipped or cancelled, or a step that counts was: it shows nothing. */
function outcomeOf(job: RunJob, { steps }: Watched): 'proven' | 'failed' | 'open' {
  if (steps.length === 0) return job.conclusion === 'success' ? 'proven' : 'open'
  const ends = steps.map(({ name }) => job.steps.filter((step) => name.test(step.name)).map(({ conclusion }) => conclusion))
  if (ends.some((conclusions) => conclusions.includes('failure'))) return 'failed'
  return ends.every((conclusions) => conclusions.length > 0 && conclusions.every((conclusion) => conclusion === 'success')) ? 'proven' : 'open'
}
