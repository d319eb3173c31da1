import type { StoredMigration } from '../ledger/ledger.ts'
import type { Run } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import { dropStored } from './drop-stored.ts'

/** How the Action tells of a secret's end, in a notice of its job. */
const NOTICE = /^kind=([\w-]{1,60})\/[\w-]{1,60} act=[a-z-]{1,20} state=dead$/

/** A run in which an old secret was shown to be dead ends the migration that it belonged to. Runs of the default branch count alone. */
export async function noteRetired(context: AppContext, run: Run): Promise<void> {
  const { hosted, ledger } = context
  const waiting = await ledger.migrations.of(hosted.id, ['merged', 'proven'])
  const { defaultBranch } = await hosted.about()
  if (waiting.length === 0 || run.branch !== defaultBranch || run.event.startsWith('pull_request')) return
  // A tag, or another commit of a branch made anew, may bear the default branch's name.
  if ((await hosted.contains(defaultBranch, run.head)) === 'lacks') return
  const listed = (await hosted.listAt('.github/workflows', run.head)).find(({ path }) => path === run.path)
  if (listed === undefined || !/^\s{0,40}mode:\s{0,9}["']?retire\b/m.test(await hosted.blob(listed.blob))) return
  const dead = await deadIn(context, run)
  for (const migration of waiting.filter(({ provider }) => dead.has(provider))) {
    await ledger.migrations.reach(migration, 'retired')
    await dropStored(context, await again(context, migration))
  }
}

async function deadIn({ hosted }: AppContext, run: Run): Promise<ReadonlySet<string>> {
  const dead = new Set<string>()
  for (const job of run.jobs) {
    for (const { title, message } of await hosted.notesOf(job.id)) {
      const provider = title === 'Mayfly: old secret' ? NOTICE.exec(message)?.[1] : undefined
      if (provider !== undefined) dead.add(provider)
    }
  }
  return dead
}

async function again({ ledger }: AppContext, migration: StoredMigration): Promise<StoredMigration> {
  return (await ledger.migrations.get(migration)) ?? migration
}
