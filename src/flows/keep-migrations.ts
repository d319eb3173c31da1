import type { AppContext } from './app-context.ts'
import { dropAllStored } from './drop-stored.ts'
import { proposeMigrations, type Proposed } from './propose-migrations.ts'
import { POLICY_PATH, settings } from './settings.ts'

/** What the App does about migrations by itself, after a push or when a pull request of its own was merged, closed or ticked. */
export async function keepMigrations(context: AppContext): Promise<Proposed> {
  const read = await settings(await context.hosted.file(POLICY_PATH))
  if (read.state === 'malformed') return { said: [], refused: [] }
  const { staticCredentials, drafts } = read.policy
  await dropAllStored(context)
  const mode = staticCredentials === 'replace' ? 'open' : 'follow'
  if (mode === 'follow' && !(await hasOpen(context))) return { said: [], refused: [] }
  const proposed = await proposeMigrations(context, { asked: false, mode, drafts })
  if (proposed.refused.length > 0 && proposed.base !== undefined) await tellRefused(context, { head: proposed.base, lines: proposed.refused })
  return proposed
}

/** Nobody ordered it, so nobody is answered: the commit says what GitHub did not let us do, and what is missing. */
async function tellRefused({ hosted }: AppContext, { head, lines }: { readonly head: string; readonly lines: readonly string[] }): Promise<void> {
  const summary = `The policy has Mayfly replace stored secrets by pull requests, and GitHub did not let it. Nothing was changed.\n\n${lines.map((line) => `- ${line}`).join('\n')}`
  await hosted.publish({ head, name: 'Mayfly migrations', conclusion: 'failure', title: 'A pull request could not be opened', summary, annotations: [], actions: [] })
}

/** Whether something is under way here that a push to the default branch may bring further. */
export async function isUnderWay(context: AppContext): Promise<boolean> {
  return (await hasOpen(context)) || (await context.ledger.migrations.of(context.hosted.id, ['retired'])).length > 0
}

async function hasOpen({ hosted, ledger }: AppContext): Promise<boolean> {
  return (await ledger.proposals.of(hosted.id)).some(({ state }) => state === 'open')
}
