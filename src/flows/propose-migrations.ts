import type { Proposal } from '../migrate/proposals.ts'
import type { RepoFacts } from '../workflow.ts'
import type { AppContext } from './app-context.ts'
import { contentHash, isOpen, keepProposal, type Standing } from './keep-proposal.ts'
import { planMigration } from './plan-migration.ts'

/** The most pull requests that we keep open in one repository. */
const MOST_OPEN = 2

/** What became of it, as Markdown: of each proposal, and of what could not be read. */
export interface Proposed {
  readonly said: readonly string[]
  /** Those of them that nobody would hear of otherwise: GitHub did not let us. */
  readonly refused: readonly string[]
}

/**
 * Keeps one pull request a provider for what can be migrated on the default branch, at most two open. It updates its own,
 * leaves alone what a person has committed to, and takes a closed one as a no until the workflow changes or, with `asked`,
 * a person asks again.
 */
export async function proposeMigrations(context: AppContext, { asked }: { readonly asked: boolean }): Promise<Proposed> {
  const { hosted } = context
  const { defaultBranch } = await hosted.about()
  const base = await hosted.tip(defaultBranch)
  if (base === undefined) return { said: ['The repository has no commit yet: there is nothing to migrate.'], refused: [] }
  const { proposals, problems } = await planAt(context, base)
  const said = problems.map(({ source, line, column, message }) => `\`${source}:${line}:${column}\` cannot be read as a workflow: ${message}`)
  if (proposals.length === 0) said.unshift('No workflow on the default branch has a static secret that Mayfly can replace.')
  const refused: string[] = []
  const standing: Standing[] = []
  for (const proposal of proposals) standing.push({ proposal, hash: contentHash(proposal), pulls: await hosted.pullsFrom(proposal.branch) })
  let open = standing.filter(({ pulls }) => pulls.some(isOpen)).length + (await openBesides(context, proposals))
  for (const one of standing) {
    const { title } = one.proposal
    const has = one.pulls.some(isOpen)
    if (!has && open >= MOST_OPEN) {
      said.push(`${title}: waits until one of the ${MOST_OPEN} open pull requests is merged or closed.`)
      continue
    }
    const kept = await keepProposal(context, { ...one, base, asked })
    if (kept.state === 'kept' && !has) open += 1
    if (kept.state === 'refused') refused.push(`${title}: ${kept.why}`)
    said.push(`${title}: ${kept.state === 'refused' ? kept.why : kept.said}`)
  }
  return { said, refused }
}

/** Ours that are open still although nothing is left to propose; on the way the ledger learns what became of the others. */
async function openBesides({ hosted, ledger }: AppContext, proposals: readonly Proposal[]): Promise<number> {
  let open = 0
  for (const { provider, branch, number, state } of await ledger.proposals.of(hosted.id)) {
    if (state !== 'open' || proposals.some((proposal) => proposal.provider === provider)) continue
    const pull = (await hosted.pullsFrom(branch)).find((one) => one.number === number)
    if (pull?.state === 'open') open += 1
    else await ledger.proposals.settle({ repositoryId: hosted.id, number }, pull?.state ?? 'closed')
  }
  return open
}

async function planAt(context: AppContext, ref: string): ReturnType<typeof planMigration> {
  const repo = await context.hosted.snapshot(ref)
  try {
    return await planMigration({ repo, ref, providers: context.providers, facts: await factsOf(context, (path) => repo.file(path, ref)) })
  } finally {
    await repo.close()
  }
}

async function factsOf({ hosted }: AppContext, files: (path: string) => Promise<string | undefined>): Promise<RepoFacts> {
  const about = await hosted.about()
  return {
    ...(await hosted.facts()),
    owner: about.owner,
    name: about.name,
    id: String(hosted.id),
    ownerId: String(about.ownerId),
    visibility: about.private ? 'private' : 'public',
    defaultBranch: about.defaultBranch,
    files,
  }
}
