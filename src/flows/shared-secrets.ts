import { codeSpan } from '../lib/code-span.ts'
import type { About, Readers } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'

/** What is said of old secrets that the organization stores too. They are never deleted from here: who may write this repository's policy need not be who answers for the organization. */
export async function sharedText({ hosted }: AppContext, names: readonly string[]): Promise<readonly string[]> {
  const about = await hosted.about()
  const shared = await hosted.sharedSecrets()
  if (shared === undefined) return [`Where the organization stores it too, Mayfly does not delete it: other repositories may read it. ${pageOf(about)}`]
  const found = shared.filter((name) => names.includes(name.toUpperCase()))
  if (found.length === 0) return []
  const rows = await Promise.all(found.map(async (name) => `- ${codeSpan(name)}: ${readersText(await hosted.readersOf(name), about)}`))
  return [`The organization stores it too, and there Mayfly deletes nothing:\n\n${rows.join('\n')}\n\nIf nobody needs it any more, delete it by hand. ${pageOf(about)}`]
}

function pageOf({ server, owner }: About): string {
  return `[The organization's secrets](${server}/organizations/${owner}/settings/secrets/actions)`
}

const MOST_NAMED = 10

function readersText(readers: Readers | undefined, { owner, name }: About): string {
  if (readers === undefined) return 'which repositories may read it was not seen; that needs the permission organization_secrets: read.'
  if (readers === 'all') return 'every repository of the organization may read it.'
  if (readers === 'private') return 'every private and internal repository of the organization may read it.'
  const others = readers.filter((one) => one !== `${owner}/${name}`)
  if (others.length === 0) return 'no other repository may read it.'
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : ''
  return `${others.slice(0, MOST_NAMED).map((one) => codeSpan(one)).join(', ')}${more} may read it too.`
}
