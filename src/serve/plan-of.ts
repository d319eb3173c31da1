import type { Delivery, RangeRow } from '../ledger/ledger.ts'
import type { GitHub } from '../repo/github/github.ts'
import type { Pull } from '../repo/hosted.ts'

/** A job that a delivery asks for, and the range that it makes known. */
export interface Plan {
  readonly name: 'commit' | 'survey' | 'migrate' | 'watch'
  /** Jobs of one key run one after the other, and wait only once. */
  readonly key: string
  readonly data: Readonly<Record<string, number | string>>
  readonly range?: RangeRow
}

const ZEROS = /^0+$/

/** What is to be done about a delivery: the same every time it is asked. */
export async function planOf(delivery: Delivery, github: GitHub): Promise<readonly Plan[]> {
  const { installationId: installation, repositoryId: repository } = delivery
  if (installation === null) return []
  if (repository === null) return surveys(installation, github)
  if (delivery.event === 'workflow_run') return [{ name: 'watch', key: String(repository), data: { installation, repository } }]
  if (delivery.extra['about'] === 'proposal') return [{ name: 'migrate', key: String(repository), data: { installation, repository } }]
  const pull = delivery.after === null ? await pullOf(delivery, github) : undefined
  const head = delivery.after ?? pull?.head
  if (head === undefined) return []
  const range = pull ? { repositoryId: repository, head, kind: 'pull' as const, base: pull.base, number: pull.number } : rangeOf(delivery, { repository, head })
  return [{ name: 'commit', key: `${repository}:${head}`, data: { installation, repository, head }, ...(range ? { range } : {}) }]
}

async function surveys(installation: number, github: GitHub): Promise<readonly Plan[]> {
  const repositories = await github.repositories(installation)
  if (typeof repositories === 'string') return []
  return repositories.map((repository) => ({ name: 'survey', key: String(repository), data: { installation, repository } }))
}

/** The pull request that a comment was written on. */
async function pullOf({ installationId, repositoryId, number }: Delivery, github: GitHub): Promise<Pull | undefined> {
  if (installationId === null || repositoryId === null || number === null) return undefined
  const hosted = await github.repository({ installation: installationId, repository: repositoryId })
  return typeof hosted === 'string' ? undefined : hosted.pull(number)
}

const KINDS: Readonly<Record<string, RangeRow['kind']>> = { push: 'push', pull_request: 'pull', merge_group: 'merge-group' }

function rangeOf(delivery: Delivery, { repository, head }: { repository: number; head: string }): RangeRow | undefined {
  const kind = KINDS[delivery.event]
  if (kind === undefined) return undefined
  const base = delivery.before === null || ZEROS.test(delivery.before) ? null : delivery.before
  const isBranch = base === null && delivery.extra['first'] !== 1
  return { repositoryId: repository, head, kind: isBranch ? 'branch' : kind, base, number: delivery.number }
}
