import { createHash } from 'node:crypto'
import { codeSpan } from '../lib/code-span.ts'
import { shellWord } from '../lib/shell-word.ts'
import type { StoredMigration } from '../ledger/ledger.ts'
import type { StoredSecrets } from '../policy/policy.ts'
import type { About } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import type { StoredPlace, StoredPlaces } from './stored-places.ts'

export interface Dropping {
  readonly migration: StoredMigration
  readonly stored: StoredPlaces
  readonly word: StoredSecrets
}

/** Deletes dead secrets from the repository and its environments where the policy says so, and asks for what it may not: Markdown. */
export async function dropFrom(context: AppContext, { migration, stored, word }: Dropping): Promise<readonly string[]> {
  const said: string[] = []
  const about = await context.hosted.about()
  for (const place of stored.places) said.push(...(await dropAt(context, { migration, place, word, about })))
  const others = stored.others.map((name) => codeSpan(name)).join(', ')
  return [
    ...said,
    ...(others === '' ? [] : [`The same name is stored in ${others} too, where no migrated job runs: look whether it is the same secret, and delete it [there](${pageOf(about, 'environment')}) if nothing needs it.`]),
  ]
}

interface At {
  readonly migration: StoredMigration
  readonly place: StoredPlace
  readonly word: StoredSecrets
  readonly about: About
}

async function dropAt(context: AppContext, at: At): Promise<readonly string[]> {
  const { migration, place: { environment, names }, word } = at
  const where = environment === undefined ? '' : ` of the environment ${codeSpan(environment)}`
  if (names?.length === 0) return environment === undefined ? ['The repository itself stores it no more.'] : []
  if (names === undefined) return [unseen(environment), ...asked(at, migration.secrets.split(',').filter((name) => name !== ''))]
  if (word === 'ask') return asked(at, names)
  const states = await Promise.all(names.map((name) => deleteOnce(context, { migration, name, environment })))
  if (!states.includes('forbidden')) return [`Mayfly has deleted the stored ${listed(names)}${where}, as the policy says.`]
  const permission = environment === undefined ? 'secrets' : 'environments'
  return [`The policy has Mayfly delete it, which needs the permission ${permission}: write.`, ...asked(at, names)]
}

function unseen(environment: string | undefined): string {
  return environment === undefined
    ? 'Where it is stored was not seen: that needs the permission secrets: read.'
    : `What the environment ${codeSpan(environment)} stores was not seen: that needs the permission environments: read.`
}

function asked({ place: { environment }, about }: At, names: readonly string[]): readonly string[] {
  const flag = environment === undefined ? '' : ` --env ${shellWord(environment)}`
  const commands = names.map((name) => `gh secret delete ${name} --repo ${about.owner}/${about.name}${flag}`).join('\n')
  const where = environment === undefined ? '' : ` of the environment ${codeSpan(environment)}`
  return [`Please delete the stored ${listed(names)}${where} ([settings](${pageOf(about, environment === undefined ? 'repository' : 'environment')})):\n\n\`\`\`sh\n${commands}\n\`\`\``]
}

function pageOf({ server, owner, name }: About, of: 'repository' | 'environment'): string {
  return `${server}/${owner}/${name}/settings/${of === 'repository' ? 'secrets/actions' : 'environments'}`
}

/** Secrets for a sentence. */
export function listed(names: readonly string[]): string {
  return `secret${names.length === 1 ? '' : 's'} ${names.map((name) => codeSpan(name)).join(', ')}`
}

interface Deleting {
  readonly migration: StoredMigration
  readonly name: string
  readonly environment: string | undefined
}

/** It cannot be taken back, so it stands in the ledger before it is done. */
async function deleteOnce({ hosted, ledger }: AppContext, { migration: { number }, name, environment }: Deleting): Promise<'deleted' | 'absent' | 'forbidden'> {
  const which = createHash('sha256').update(`${environment ?? ''}\0${name}`).digest('hex').slice(0, 16)
  const key = `delete-secret:${hosted.id}:${number}:${which}`
  const begun = await ledger.acts.begin({ key, repositoryId: hosted.id, what: 'delete-secret', why: 'policy: stored-secrets delete', by: 'policy' })
  if (begun === 'done-before') return 'absent'
  const state = await hosted.deleteSecret(name, environment)
  await ledger.acts.end(key, { state: state === 'forbidden' ? 'refused' : 'done', note: state })
  return state
}
