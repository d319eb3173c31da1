import { codeSpan } from '../lib/code-span.ts'
import type { Item, MigrationPlan } from '../migrate/plan.ts'
import type { Drafts } from '../policy/policy.ts'
import type { Pull } from '../repo/hosted.ts'
import type { AppContext } from './app-context.ts'
import { closeOwn } from './end-proposals.ts'
import { openBoxes } from './ticks.ts'
import type { AboutThePull } from './order.ts'
import { planHosted } from './plan-hosted.ts'
import { proposeMigrations } from './propose-migrations.ts'
import { takeWord } from './take-word.ts'

export interface ProposalOrder {
  readonly what: AboutThePull
  readonly by: string
  readonly number?: number
  readonly drafts: Drafts
}

/** Carries out what a person asked of a migration's pull request, and says what became of it: Markdown. */
export async function orderProposal(context: AppContext, order: ProposalOrder): Promise<string> {
  const { hosted, ledger } = context
  const pull = order.number === undefined ? undefined : await hosted.pull(order.number)
  const known = (await ledger.migrations.of(hosted.id)).find(({ number }) => number === order.number)
  if (pull === undefined || known === undefined || pull.fromFork) {
    return `@${order.by} asked for \`${order.what}\`, but this is no pull request in which Mayfly replaces a stored secret; nothing was done.`
  }
  if (order.what === 'why') return why(context, { pull, provider: known.provider })
  if (order.what === 'retired') return takeWord(context, { migration: known, by: order.by })
  if (pull.state !== 'open') return `#${pull.number} is ${pull.state}; nothing was done.`
  if ((await hosted.branch(pull.headRef)) === 'others') {
    return `#${pull.number} has commits of others and is left as it is: merge or close it by hand, or take them away first.`
  }
  if (order.what === 'rebase') {
    const { said } = await proposeMigrations(context, { asked: true, mode: 'follow', drafts: order.drafts, rebase: known.provider })
    return said.join('\n')
  }
  await closeOwn(context, { pull })
  return `#${pull.number} is closed at the word of @${order.by}: that is taken as a no until the workflow changes. \`/mayfly migrate\` proposes it again.`
}

// A comment is at most 65,536 characters long.
const MOST_ROWS = 30

async function why(context: AppContext, { pull, provider }: { readonly pull: Pull; readonly provider: string }): Promise<string> {
  const { defaultBranch } = await context.hosted.about()
  const base = await context.hosted.tip(defaultBranch)
  const plan = base === undefined ? undefined : await planHosted(context, base)
  const own = plan?.items.filter((item) => item.provider === provider) ?? []
  const changed = own.filter(({ action }) => action === 'rewrite')
  return [
    ...section('Why this is proposed', changed),
    ...(changed.length === 0 ? ['On the default branch nothing is left that this pull request would change.'] : []),
    ...draftReasons(pull),
    ...section('What stays, and why', own.filter(({ action }) => action !== 'rewrite')),
    ...unread(plan),
  ].join('\n\n')
}

function section(title: string, items: readonly Item[]): readonly string[] {
  if (items.length === 0) return []
  const rows = items.slice(0, MOST_ROWS).map(({ path, line, secret, reason }) => `- ${codeSpan(secret)} in ${codeSpan(`${path}:${line}`)}: ${reason}`)
  const more = items.length > MOST_ROWS ? [`- and ${items.length - MOST_ROWS} more`] : []
  return [`**${title}**\n\n${[...rows, ...more].join('\n')}`]
}

function draftReasons({ draft, body }: Pull): readonly string[] {
  if (!draft) return []
  const open = openBoxes(body)
  const rows = open.length === 0 ? '- it was made one by hand: mark it ready' : open.slice(0, MOST_ROWS).map((box) => `- ${box}`).join('\n')
  return [`**Why it is a draft**\n\nMerged now, the changed jobs could not log in. Still open (set it up, or tick it in the letter):\n\n${rows}`]
}

function unread(plan: MigrationPlan | undefined): readonly string[] {
  return (plan?.problems ?? []).map(({ source, line, column, message }) => `\`${source}:${line}:${column}\` cannot be read as a workflow: ${message}`)
}
