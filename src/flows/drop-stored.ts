import { codeSpan } from '../lib/code-span.ts'
import type { StoredMigration } from '../ledger/ledger.ts'
import type { StoredSecrets } from '../policy/policy.ts'
import type { AppContext } from './app-context.ts'
import { dropFrom, listed } from './drop-from.ts'
import { referencesTo, type References } from './references.ts'
import { sayOnce } from './say-once.ts'
import { sharedText } from './shared-secrets.ts'
import { storedPlaces, type StoredPlaces } from './stored-places.ts'
import { POLICY_PATH, settings } from './settings.ts'

/**
 * The last step of a migration whose old secret is dead: nothing refers to the stored secret any more, so it is deleted
 * where the policy says so, or asked for. While something does, that is said once, and looked at again later.
 */
export async function dropStored(context: AppContext, migration: StoredMigration): Promise<void> {
  const { hosted, ledger } = context
  const { number, secrets } = migration
  const names = secrets.split(',').filter((name) => name !== '')
  const references = await referencesTo(hosted, names)
  if (references.places.length > 0 || references.more === 'some') {
    const text = [`${death(migration)} The stored ${listed(names)} cannot go yet:`, ...stillThere(references)].join('\n\n')
    await sayOnce(context, { key: `referred:${hosted.id}:${number}`, number, text })
    return
  }
  const stored = await storedPlaces(context, migration)
  if (stored.alive.length > 0) {
    await sayOnce(context, { key: `alive:${hosted.id}:${number}`, number, text: [death(migration), ...aliveText(stored.alive)].join('\n\n') })
    return
  }
  const policy = await settings(await hosted.file(POLICY_PATH))
  const word: StoredSecrets = policy.state === 'read' ? policy.policy.storedSecrets : 'ask'
  const gone = await dropFrom(context, { migration, stored, word })
  const text = [death(migration), 'No workflow of any branch refers to it any more.', ...gone, ...(await sharedText(context, names))].join('\n\n')
  await sayOnce(context, { key: `stored:${hosted.id}:${number}`, number, text })
  await ledger.migrations.reach(migration, 'done')
}

/** All migrations whose old secret is dead and whose stored one is still there. */
export async function dropAllStored(context: AppContext): Promise<void> {
  for (const migration of await context.ledger.migrations.of(context.hosted.id, ['retired'])) await dropStored(context, migration)
}

function death({ plannedAt, retiredAt }: StoredMigration): string {
  const hours = Math.round(((retiredAt ?? new Date()).getTime() - plannedAt.getTime()) / 3_600_000)
  const time = hours < 48 ? `${hours} hour${hours === 1 ? '' : 's'}` : `${Math.round(hours / 24)} days`
  return `The old secret is dead, ${time} after its migration was planned.`
}

const MOST_ROWS = 20

function stillThere({ places, more }: References): readonly string[] {
  const rows = places.slice(0, MOST_ROWS).map(({ path, branches }) => {
    const shown = branches.slice(0, 5).map((branch) => codeSpan(branch)).join(', ')
    return `- ${codeSpan(path)} on ${shown}${branches.length > 5 ? ` and ${branches.length - 5} more` : ''}`
  })
  const rest = places.length > MOST_ROWS ? [`- and ${places.length - MOST_ROWS} more files`] : []
  return [
    ...(rows.length === 0 ? [] : [[...rows, ...rest].join('\n')]),
    ...(more === 'some' ? ['There are more branches than could be looked at.'] : []),
    'Take it out there, or delete the branches that nobody needs. Mayfly looks again at every push to the default branch.',
  ]
}

function aliveText(alive: StoredPlaces['alive']): readonly string[] {
  const rows = alive.map(({ environment, names }) => `- the ${listed(names)} ${environment === undefined ? 'of the repository' : `of the environment ${codeSpan(environment)}`}`)
  return [
    `But another one may be stored under the same name, and no run has shown that one to be dead:\n\n${rows.join('\n')}`,
    'Let the workflow that retires it run once more, in a job with that `environment` (or with none, for the repository\'s own). Nothing is deleted until then.',
  ]
}
