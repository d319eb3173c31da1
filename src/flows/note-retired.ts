import type { Run } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import { dropStored } from './drop-stored.ts'
import { noteRetiredIn } from './retired-in.ts'
import { retireJobs, type RetireJob } from './watched-jobs.ts'

/** How the Action tells of a secret's end, in a notice of its job. */
const NOTICE = /^kind=([\w-]{1,60})\/[\w-]{1,60} act=[a-z-]{1,20} state=dead$/

/**
 * A run in which an old secret was shown to be dead ends the migration that it belonged to, as far as the environments go in which
 * its jobs ran. Runs of the default branch count alone.
 */
export async function noteRetired(context: AppContext, run: Run): Promise<void> {
  const { hosted, ledger } = context
  const waiting = await ledger.migrations.of(hosted.id, ['merged', 'proven', 'retired'])
  const { defaultBranch } = await hosted.about()
  if (waiting.length === 0 || run.branch !== defaultBranch || run.event.startsWith('pull_request')) return
  // A tag, or another commit of a branch made anew, may bear the default branch's name.
  if ((await hosted.contains(defaultBranch, run.head)) === 'lacks') return
  const listed = (await hosted.listAt('.github/workflows', run.head)).find(({ path }) => path === run.path)
  const jobs = listed === undefined ? [] : retireJobs(run.path, await hosted.blob(listed.blob))
  const deaths = jobs.length === 0 ? [] : await deathsIn(context, { run, jobs })
  for (const migration of waiting) {
    const names = new Set(migration.secrets.split(','))
    const own = deaths.filter(({ provider, job }) => provider === migration.provider && (job.secrets.length === 0 || job.secrets.some((name) => names.has(name))))
    if (own.length === 0) continue
    for (const { job } of own) await noteRetiredIn(context, { migration, environment: job.environment })
    await ledger.migrations.reach(migration, 'retired')
    await dropStored(context, (await ledger.migrations.get(migration)) ?? migration)
  }
}

interface Death {
  readonly provider: string
  readonly job: RetireJob
}

async function deathsIn({ hosted }: AppContext, { run, jobs }: { readonly run: Run; readonly jobs: readonly RetireJob[] }): Promise<readonly Death[]> {
  const deaths: Death[] = []
  for (const shown of run.jobs) {
    const job = jobs.find(({ name }) => name.test(shown.name))
    if (job === undefined) continue
    // One that runs once for each environment shows its name.
    const environment = job.environment?.includes('${{') === true ? /\(([^()]{1,255})\)$/.exec(shown.name)?.[1] : job.environment
    for (const { title, message } of await hosted.notesOf(shown.id)) {
      const provider = title === 'Mayfly: old secret' ? NOTICE.exec(message)?.[1] : undefined
      if (provider !== undefined) deaths.push({ provider, job: { ...job, environment } })
    }
  }
  return deaths
}
