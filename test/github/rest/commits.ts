import { countCommits, listCommits, readCommit, type Commit } from '../git/commits.ts'
import { diffFiles, type FileChange } from '../git/diff.ts'
import { mergeBase, resolveCommit } from '../git/refs.ts'
import { git } from '../git/run.ts'
import { mayRead } from '../http/authorize.ts'
import { inRepository, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { linkHeader, pageOf, type Page } from '../http/pages.ts'
import { failed, found, invalid, ok, Refusal, type JsonObject, type Reply } from '../http/reply.ts'
import { commitShape, fileShape } from '../shape/commit.ts'
import { apiUrl, htmlUrl } from '../shape/repository.ts'
import type { RepositoryRecord } from '../world/records.ts'

const REPO = '/repos/{owner}/{repo}'

/** Commits and comparisons: https://docs.github.com/en/rest/commits/commits */
export const commitRoutes: Routes = inRepository({
  [`GET ${REPO}/commits`]: list,
  [`GET ${REPO}/commits/{ref}`]: getOne,
  [`GET ${REPO}/compare/{basehead}`]: compare,
})

async function list(call: RepositoryCall): Promise<Reply> {
  const {
    repository,
    world,
    url: { searchParams },
  } = call
  const from = await resolveCommit(repository.gitDir, searchParams.get('sha') ?? repository.defaultBranch)
  if (from === undefined) throw searchParams.has('sha') ? found(undefined) : new Refusal(failed(409, 'Git Repository is empty.'))
  const path = searchParams.get('path')
  const filters = ['since', 'until', 'author'].flatMap((name) => (searchParams.has(name) ? [`--${name}=${searchParams.get(name)}`] : []))
  const what = [...filters, from, '--', ...(path === null ? [] : [`:(literal)${path}`])]
  const page = pageOf(call)
  const items = await listCommits(repository.gitDir, `--skip=${(page.number - 1) * page.size}`, `--max-count=${page.size}`, ...what)
  const total = await countCommits(repository.gitDir, ...what)
  return { ...ok(items.map((item) => commitShape(world, { repository, item }))), headers: linkHeader(call, { page, total }) }
}

async function getOne(call: RepositoryCall): Promise<Reply> {
  const { world, repository, headers } = call
  const name = pathPart(call, 'ref')
  const sha = await resolveCommit(repository.gitDir, name)
  if (sha === undefined) throw invalid(`No commit found for SHA: ${name}`)
  const commit = found(await readCommit(repository.gitDir, sha))
  const from = commit.parents[0]
  const raw = await rawDiff(call, { from, to: sha, accept: headers.accept })
  if (raw !== undefined) return raw
  // Files come 300 to a page, 3,000 in all: https://docs.github.com/en/rest/commits/commits#get-a-commit
  const page = pageOf(call, 300)
  const size = call.url.searchParams.has('per_page') ? page.size : 300
  const files = await diffFiles(repository.gitDir, { from, to: sha, skip: 0, take: 3000 })
  const shown = files.slice((page.number - 1) * size, page.number * size)
  const body = {
    ...commitShape(world, { repository, item: commit }),
    stats: statistics(files),
    files: shown.map((item) => fileShape(world, { repository, item, sha })),
  }
  return { ...ok(body), headers: linkHeader(call, { page: { number: page.number, size }, total: files.length }) }
}

interface Ends {
  readonly base: Commit
  readonly head: Commit
  readonly common: Commit
  readonly headRepository: RepositoryRecord
}

/** https://docs.github.com/en/rest/commits/commits#compare-two-commits */
async function compare(call: RepositoryCall): Promise<Reply> {
  const { world, repository, url, headers } = call
  const ends = await endsOf(call)
  const { gitDir } = ends.headRepository
  const raw = await rawDiff(
    { ...call, repository: ends.headRepository },
    { from: ends.common.sha, to: ends.head.sha, accept: headers.accept },
  )
  if (raw !== undefined) return raw
  const range = `${ends.base.sha}..${ends.head.sha}`
  const total = await countCommits(gitDir, range)
  const behind = await countCommits(gitDir, `${ends.head.sha}..${ends.base.sha}`)
  const asked = url.searchParams.has('page') || url.searchParams.has('per_page')
  const page = pageOf(call, 250)
  const commits = await comparedCommits(gitDir, { range, total, page: asked ? page : undefined })
  const files = page.number > 1 ? undefined : await diffFiles(gitDir, { from: ends.common.sha, to: ends.head.sha, skip: 0, take: 300 })
  const body = {
    ...addresses(call, ends),
    base_commit: commitShape(world, { repository, item: ends.base }),
    merge_base_commit: commitShape(world, { repository, item: ends.common }),
    status: statusOf(total, behind),
    ahead_by: total,
    behind_by: behind,
    total_commits: total,
    commits: commits.map((item) => commitShape(world, { repository, item })),
    ...(files === undefined ? {} : { files: files.map((item) => fileShape(world, { repository, item, sha: ends.head.sha })) }),
  }
  return { ...ok(body), headers: asked ? linkHeader(call, { page, total }) : {} }
}

/** Oldest first. Unpaged: the newest 250. */
async function comparedCommits(
  gitDir: string,
  wanted: { readonly range: string; readonly total: number; readonly page: Page | undefined },
): Promise<readonly Commit[]> {
  const { range, total, page } = wanted
  if (page === undefined) return (await listCommits(gitDir, '--max-count=250', '--topo-order', range, '--')).toReversed()
  const end = total - (page.number - 1) * page.size
  const skip = Math.max(0, end - page.size)
  if (end <= 0) return []
  return (await listCommits(gitDir, `--skip=${skip}`, `--max-count=${end - skip}`, '--topo-order', range, '--')).toReversed()
}

/** Both ends of `base...head`, each a name here, `owner:name` or `owner:repository:name` of a fork. */
async function endsOf(call: RepositoryCall): Promise<Ends> {
  const [baseName = '', headName = ''] = pathPart(call, 'basehead').split(/\.{2,3}/)
  const [baseEnd, headEnd] = [await endOf(call, baseName), await endOf(call, headName)]
  const { gitDir } = headEnd.repository
  const shared = await mergeBase(gitDir, { left: baseEnd.sha, right: headEnd.sha })
  if (shared === undefined) throw new Refusal(failed(404, `No common ancestor between ${baseName} and ${headName}.`))
  const [base, head, common] = await Promise.all([baseEnd.sha, headEnd.sha, shared].map((sha) => readCommit(gitDir, sha)))
  return { base: found(base), head: found(head), common: found(common), headRepository: headEnd.repository }
}

async function endOf(
  { world, repository, caller }: RepositoryCall,
  name: string,
): Promise<{ readonly repository: RepositoryRecord; readonly sha: string }> {
  const parts = name.split(':')
  const owner = parts.length > 1 ? parts[0] : repository.owner.login
  const from =
    parts.length === 1
      ? repository
      : world.repositories.find(
          (candidate) =>
            candidate.owner.login === owner
            && (parts.length === 3 ? candidate.name === parts[1] : candidate.parent === repository || candidate === repository),
        )
  if (from === undefined || !mayRead(world, { caller, repository: from })) throw found(undefined)
  return { repository: from, sha: found(await resolveCommit(from.gitDir, parts.at(-1) ?? '')) }
}

function addresses({ world, repository }: RepositoryCall, { base, head }: Ends): JsonObject {
  const range = `${base.sha}...${head.sha}`
  const html = `${htmlUrl(world, repository)}/compare/${range}`
  return {
    url: `${apiUrl(world, repository)}/compare/${range}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
  }
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead'
  return behind > 0 ? 'behind' : 'identical'
}

function statistics(files: readonly FileChange[]): JsonObject {
  const additions = files.reduce((sum, file) => sum + file.additions, 0)
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0)
  return { additions, deletions, total: additions + deletions }
}

/** The plain diff, patch or object id where the Accept header asks for it. */
async function rawDiff(
  { repository }: RepositoryCall,
  wanted: { readonly from: string | undefined; readonly to: string; readonly accept: string | undefined },
): Promise<Reply | undefined> {
  const format = /application\/vnd\.github\.(?:v3\.)?(diff|patch|sha)/.exec(wanted.accept ?? '')?.[1]
  if (format === undefined) return undefined
  const type = `application/vnd.github.${format}; charset=utf-8`
  if (format === 'sha') return { status: 200, raw: { type, bytes: Buffer.from(wanted.to) } }
  const args =
    format === 'diff'
      ? ['diff', wanted.from ?? '4b825dc642cb6eb9a060e54bf8d69288fbee4904', wanted.to]
      : ['format-patch', '--stdout', wanted.from === undefined ? '--root' : `${wanted.from}..${wanted.to}`]
  return { status: 200, raw: { type, bytes: await git(repository.gitDir, { args }) } }
}
