import { codeSpan } from '../lib/code-span.ts'
import type { StoredMigration } from '../ledger/ledger.ts'
import type { StoredSecrets } from '../policy/policy.ts'
import type { AppContext } from './app-context.ts'
import { referencesTo, type References } from './references.ts'
import { sayOnce } from './say-once.ts'
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
  const policy = await settings(await hosted.file(POLICY_PATH))
  const word: StoredSecrets = policy.state === 'read' ? policy.policy.storedSecrets : 'ask'
  const text = [death(migration), 'No workflow of any branch refers to it any more.', ...(await outcome(context, { names, word, number }))].join('\n\n')
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

function listed(names: readonly string[]): string {
  return `secret${names.length === 1 ? '' : 's'} ${names.map((name) => codeSpan(name)).join(', ')}`
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

interface Dropping {
  readonly names: readonly string[]
  readonly word: StoredSecrets
  readonly number: number
}

async function outcome(context: AppContext, { names, word, number }: Dropping): Promise<readonly string[]> {
  const { hosted } = context
  const stored = await hosted.storedSecrets()
  const here = stored?.filter((name) => names.includes(name.toUpperCase()))
  const elsewhere = 'Where it is stored in an environment or in the organization too, delete it there: other repositories may read the organization\'s.'
  if (word === 'delete' && here !== undefined) {
    const states = await Promise.all(here.map((name, i) => deleteOnce(context, { name, key: `delete-secret:${hosted.id}:${number}:${i}` })))
    if (!states.includes('forbidden')) {
      const gone = here.length === 0 ? 'The repository itself stores it no more.' : `Mayfly has deleted the stored ${listed(here)}, as the policy says.`
      return [gone, elsewhere]
    }
  }
  const about = await hosted.about()
  const commands = (here ?? names).map((name) => `gh secret delete ${name} --repo ${about.owner}/${about.name}`).join('\n')
  const unseen = stored === undefined ? ['Where it is stored was not seen: that needs the permission secrets: read.'] : []
  const lacks = word === 'delete' ? ['The policy has Mayfly delete it, which needs the permission secrets: write.'] : []
  const ask = here?.length === 0 ? 'The repository itself stores it no more.' : `Please delete the stored ${listed(here ?? names)}:\n\n\`\`\`sh\n${commands}\n\`\`\``
  return [...unseen, ...lacks, ask, elsewhere]
}

/** It cannot be taken back, so it stands in the ledger before it is done. */
async function deleteOnce({ hosted, ledger }: AppContext, { name, key }: { readonly name: string; readonly key: string }): Promise<'deleted' | 'absent' | 'forbidden'> {
  const begun = await ledger.acts.begin({ key, repositoryId: hosted.id, what: 'delete-secret', why: 'policy: stored-secrets delete', by: 'policy' })
  if (begun === 'done-before') return 'absent'
  const state = await hosted.deleteSecret(name)
  await ledger.acts.end(key, { state: state === 'forbidden' ? 'refused' : 'done', note: state })
  return state
}
