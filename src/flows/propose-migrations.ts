import type { MigrationPlan } from '../migrate/plan.ts'
import type { Drafts } from '../policy/policy.ts'
import type { AppContext } from './app-context.ts'
import { endProposals } from './end-proposals.ts'
import { contentHash, isOpen, keepProposal, type Standing } from './keep-proposal.ts'
import { planHosted } from './plan-hosted.ts'
import { repinned } from './repin.ts'

/** The most pull requests that we keep open in one repository. */
const MOST_OPEN = 2

/** What became of it, as Markdown: of each proposal, and of what could not be read. */
export interface Proposed {
  readonly said: readonly string[]
  /** Those of them that nobody would hear of otherwise: GitHub did not let us. */
  readonly refused: readonly string[]
  /** The commit that it was planned for; absent where nothing was. */
  readonly base?: string
}

export interface Proposing {
  /** A person asked: a closed pull request is no answer. */
  readonly asked: boolean
  /** `follow`: what is open is kept up to date; a new one comes only where one of ours was merged since. */
  readonly mode: 'open' | 'follow'
  readonly drafts: Drafts
  /** The one provider whose pull request is put on the newest commit, whatever changed. */
  readonly rebase?: string
}

/**
 * Keeps one pull request a provider for what can be migrated on the default branch, at most two open. It updates its own,
 * redoes their edits where the files have changed, closes them where nothing is left, leaves alone what a person has
 * committed to, and takes a closed one as a no until the workflow changes or, with `asked`, a person asks again.
 */
export async function proposeMigrations(context: AppContext, proposing: Proposing): Promise<Proposed> {
  const { hosted } = context
  const { archived, defaultBranch } = await hosted.about()
  if (archived) return { said: ['The repository is archived, so nothing can be proposed. Unarchive it first.'], refused: [] }
  const base = await hosted.tip(defaultBranch)
  if (base === undefined) return { said: ['The repository has no commit yet: there is nothing to migrate.'], refused: [] }
  const plan = await planHosted(context, base)
  const standing: Standing[] = []
  for (const proposal of await repinned(hosted, plan.proposals)) standing.push({ proposal, hash: contentHash(proposal), pulls: await hosted.pullsFrom(proposal.branch) })
  const ended = await endProposals(context, { standing, unread: plan.problems.length === 0 ? 'none' : 'some' })
  const wanted = proposing.mode === 'open' || ended.merged > 0 ? standing : standing.filter(({ pulls }) => pulls.some(isOpen))
  const open = standing.filter(({ pulls }) => pulls.some(isOpen)).length + ended.open
  const kept = await keepAll(context, { standing: wanted, open, base, proposing })
  return { said: [...saidOf(plan), ...ended.said, ...kept.said], refused: kept.refused, base }
}

function saidOf({ problems, proposals }: MigrationPlan): readonly string[] {
  const unread = problems.map(({ source, line, column, message }) => `\`${source}:${line}:${column}\` cannot be read as a workflow: ${message}`)
  return proposals.length > 0 ? unread : ['No workflow on the default branch has a static secret that Mayfly can replace.', ...unread]
}

interface KeepingAll {
  readonly standing: readonly Standing[]
  /** How many are open before. */
  readonly open: number
  readonly base: string
  readonly proposing: Proposing
}

async function keepAll(context: AppContext, { standing, open: before, base, proposing }: KeepingAll): Promise<Proposed> {
  const said: string[] = []
  const refused: string[] = []
  let open = before
  for (const one of standing) {
    const { title, provider } = one.proposal
    const has = one.pulls.some(isOpen)
    if (!has && open >= MOST_OPEN) {
      said.push(`${title}: waits until one of the ${MOST_OPEN} open pull requests is merged or closed.`)
      continue
    }
    const redo = proposing.rebase === provider ? 'always' : 'when-changed'
    const kept = await keepProposal(context, { ...one, ...proposing, base, redo })
    if (kept.state === 'kept' && !has) open += 1
    if (kept.state === 'refused') refused.push(`${title}: ${kept.why}`)
    said.push(`${title}: ${kept.state === 'refused' ? kept.why : kept.said}`)
  }
  return { said, refused }
}
