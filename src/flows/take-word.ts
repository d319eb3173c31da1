import { codeSpan } from '../lib/code-span.ts'
import type { StoredMigration } from '../ledger/ledger.ts'
import type { AppContext } from './app-context.ts'
import { watchedOf } from './changed-workflows.ts'
import { dropStored } from './drop-stored.ts'
import { noteRetiredIn } from './retired-in.ts'

export interface Word {
  readonly migration: StoredMigration
  readonly by: string
}

/** Takes a person's word that an old secret is dead, where its provider tells no job so; then goes on as if a run had shown it. Markdown. */
export async function takeWord(context: AppContext, { migration, by }: Word): Promise<string> {
  const { hosted, ledger, providers } = context
  const provider = providers.find(({ id }) => id === migration.provider)
  if (provider?.verify !== undefined || provider?.revoke !== undefined || provider?.erase !== undefined) {
    return `@${by}, a job can see whether a secret of ${provider.title} is dead: let one with the Action's ${codeSpan('mode: retire')} show it; nothing was done.`
  }
  if (migration.state === 'retired' || migration.state === 'done') return `@${by}, that the old secret is dead was noted before; nothing was done.`
  if (migration.state !== 'proven') return `@${by}, not every migrated job has been seen to log in the new way yet; nothing was done.`
  const { environments = [] } = await hosted.facts()
  const watched = await watchedOf(hosted, { base: migration.base, pull: await hosted.pull(migration.number) })
  // One that is chosen at run time may be any.
  const own = watched.flatMap(({ environment }): readonly (string | undefined)[] => (environment?.includes('${{') === true ? environments : [environment]))
  for (const environment of new Set<string | undefined>([undefined, ...own])) await noteRetiredIn(context, { migration, environment, by })
  await ledger.migrations.reach(migration, 'retired')
  await dropStored(context, (await ledger.migrations.get(migration)) ?? migration)
  return `The old secret is dead: @${by} says so.`
}
