import { createHash } from 'node:crypto'
import { letter } from '../migrate/letter.ts'
import type { Proposal } from '../migrate/proposals.ts'
import type { Pull } from '../repo/hosted.ts'
import type { RepoFacts } from '../workflow.ts'
import type { AppContext } from './app-context.ts'
import { planMigration } from './plan-migration.ts'

/** The most pull requests that we keep open in one repository. */
const MOST_OPEN = 2

interface Standing {
  readonly proposal: Proposal
  /** Changes with the workflows and with nothing else. */
  readonly hash: string
  readonly pulls: readonly Pull[]
}

/**
 * Keeps one pull request a provider for what can be migrated on the default branch, at most two open. It updates its own,
 * leaves alone what a person has committed to, and takes a closed one as a no until the workflow changes or, with `asked`,
 * a person asks again. Returns what became of it, as Markdown.
 */
export async function proposeMigrations(context: AppContext, { asked }: { readonly asked: boolean }): Promise<string> {
  const { hosted } = context
  const { defaultBranch } = await hosted.about()
  const base = await hosted.tip(defaultBranch)
  if (base === undefined) return 'The repository has no commit yet: there is nothing to migrate.'
  const { proposals, problems } = await planAt(context, base)
  const unread = problems.map(({ source, line, column, message }) => `\`${source}:${line}:${column}\` cannot be read as a workflow: ${message}`)
  if (proposals.length === 0) return ['No workflow on the default branch has a static secret that Mayfly can replace.', ...unread].join('\n')
  const standing: Standing[] = []
  for (const proposal of proposals) standing.push({ proposal, hash: hashOf(proposal), pulls: await hosted.pullsFrom(proposal.branch) })
  const said: string[] = [...unread]
  let open = standing.filter(({ pulls }) => openOf(pulls)).length
  for (const one of standing) {
    const existing = openOf(one.pulls)
    if (existing === undefined && open >= MOST_OPEN) {
      said.push(`${one.proposal.title}: waits until one of the ${MOST_OPEN} open pull requests is merged or closed.`)
      continue
    }
    if (existing === undefined) open += 1
    said.push(`${one.proposal.title}: ${await keep(context, { one, existing, base, asked })}`)
  }
  return said.join('\n')
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

interface Keep {
  readonly one: Standing
  readonly existing: Pull | undefined
  readonly base: string
  readonly asked: boolean
}

async function keep(context: AppContext, { one, existing, base, asked }: Keep): Promise<string> {
  const { hosted, ledger } = context
  const { proposal, hash, pulls } = one
  const text = { title: proposal.title, body: `${letter(proposal.letter)}\n${marker(hash)}\n`, draft: proposal.state === 'waits' }
  if (existing === undefined) {
    const refused = pulls.find((pull) => pull.state === 'closed' && pull.body.includes(marker(hash)))
    if (refused && !asked) return `#${refused.number} was closed: that is taken as a no until the workflow changes.`
    await hosted.writeBranch({ branch: proposal.branch, base, message: proposal.title, files: edits(proposal) })
  } else {
    const commits = await hosted.commitsOf(existing.number)
    if (commits.some(({ ours }) => !ours)) return `#${existing.number} has commits of others and is left as it is.`
    if (!existing.body.includes(marker(hash))) {
      await hosted.writeBranch({ branch: proposal.branch, base, message: proposal.title, files: edits(proposal) })
    }
    await hosted.updatePull(existing, text)
  }
  const pull = existing ?? (await hosted.openPull(proposal.branch, text))
  const { provider, branch } = proposal
  await ledger.proposals.put({ repositoryId: hosted.id, provider, branch, number: pull.number, state: 'open', contentHash: hash })
  return `#${pull.number}${text.draft ? ' (a draft until what it needs is set up)' : ''}`
}

function openOf(pulls: readonly Pull[]): Pull | undefined {
  return pulls.find(({ state }) => state === 'open')
}

function edits({ files }: Proposal): readonly { readonly path: string; readonly text: string }[] {
  return files.map(({ path, after }) => ({ path, text: after }))
}

function hashOf({ provider, files }: Proposal): string {
  return createHash('sha256').update(JSON.stringify([provider, files])).digest('hex').slice(0, 40)
}

/** Kept in the letter, unseen, so that a closed pull request is understood without any memory of ours. */
function marker(hash: string): string {
  return `<!-- mayfly:${hash} -->`
}
