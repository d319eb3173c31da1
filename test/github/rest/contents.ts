import { readBlob, readPath, readTree, type TreeEntry } from '../git/objects.ts'
import { resolveCommit } from '../git/refs.ts'
import { inRepository, type RepositoryCall, type Routes } from '../http/call.ts'
import { failed, found, notFound, ok, Refusal, type JsonObject, type Reply } from '../http/reply.ts'
import { apiUrl, htmlUrl } from '../shape/repository.ts'

const MEGABYTE = 1024 * 1024

/** Files and folders at a ref: https://docs.github.com/en/rest/repos/contents#get-repository-content */
export const contentRoutes: Routes = inRepository({
  'GET /repos/{owner}/{repo}/contents/{path}': getContent,
})

type Media = 'json' | 'raw' | 'object'

interface Wanted {
  readonly call: RepositoryCall
  readonly ref: string
  readonly media: Media
}

async function getContent(call: RepositoryCall): Promise<Reply> {
  const { repository, url, headers } = call
  const path = (call.path['path'] ?? '').replace(/^\/+|\/+$/g, '')
  const ref = url.searchParams.get('ref') ?? repository.defaultBranch
  if (path.split('/').includes('..')) throw notFound()
  const commit = await resolveCommit(repository.gitDir, ref)
  if (commit === undefined)
    throw url.searchParams.has('ref')
      ? new Refusal(failed(404, `No commit found for the ref ${ref}`))
      : new Refusal(failed(404, 'This repository is empty.'))
  const entry = found(await readPath(repository.gitDir, { at: commit, path }))
  const media = mediaOf(headers.accept)
  return entry.type === 'tree' ? folder({ call, ref, media }, { ...entry, path }) : file({ call, ref, media }, entry)
}

function mediaOf(accept = ''): Media {
  const name = /application\/vnd\.github\.(?:v3\.)?(raw|object)/.exec(accept)?.[1]
  return name === 'raw' || name === 'object' ? name : 'json'
}

async function folder(wanted: Wanted, entry: TreeEntry): Promise<Reply> {
  const { gitDir } = wanted.call.repository
  const { entries } = await readTree(gitDir, { sha: entry.sha, recursive: false })
  const below = entries
    .slice(0, 1000)
    .map((child) => core(wanted, { ...child, path: entry.path === '' ? child.path : `${entry.path}/${child.path}` }))
  if (wanted.media !== 'object') return ok(below)
  return asObject({ ...core(wanted, entry), entries: below })
}

async function file(wanted: Wanted, entry: TreeEntry): Promise<Reply> {
  const { repository } = wanted.call
  const size = entry.size ?? 0
  if (size > 100 * MEGABYTE) throw new Refusal(failed(403, 'This API returns blobs up to 100 MB in size.'))
  const bytes = (await readBlob(repository.gitDir, entry.sha)) ?? Buffer.alloc(0)
  if (wanted.media === 'raw') return { status: 200, raw: { type: 'application/vnd.github.raw+json; charset=utf-8', bytes } }
  if (entry.type === 'commit') throw notFound()
  // Above 1 MB the content stays out of the JSON.
  const large = size > MEGABYTE
  if (entry.mode === '120000') return ok({ ...core(wanted, entry), target: bytes.toString('utf8') })
  const shape = { ...core(wanted, entry), content: large ? '' : inLines(bytes), encoding: large ? 'none' : 'base64' }
  return wanted.media === 'object' ? asObject(shape) : ok(shape)
}

/** Base64 as GitHub writes it: 60 characters to a line. */
function inLines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{1,60}/g, '$&\n')
}

function asObject(body: JsonObject): Reply {
  return { ...ok(body), headers: { 'x-github-media-type': 'github.v3; param=object; format=json' } }
}

const TYPES = { blob: 'file', tree: 'dir', commit: 'submodule' } as const

function core({ call: { world, repository }, ref }: Wanted, entry: TreeEntry): JsonObject {
  const path = entry.path.split('/').map(encodeURIComponent).join('/')
  const api = apiUrl(world, repository)
  const folder = entry.type === 'tree'
  const self = `${api}/contents/${path}?ref=${encodeURIComponent(ref)}`
  const git = `${api}/git/${folder ? 'trees' : 'blobs'}/${entry.sha}`
  const html = `${htmlUrl(world, repository)}/${folder ? 'tree' : 'blob'}/${encodeURIComponent(ref)}/${path}`
  return {
    type: entry.mode === '120000' ? 'symlink' : TYPES[entry.type],
    size: entry.size ?? 0,
    name: entry.path.slice(entry.path.lastIndexOf('/') + 1),
    path: entry.path,
    sha: entry.sha,
    url: self,
    git_url: git,
    html_url: html,
    download_url: folder ? null : `${htmlUrl(world, repository)}/raw/${encodeURIComponent(ref)}/${path}`,
    _links: { self, git, html },
  }
}
