import { at, textAt, textsAt, type Json } from '../../../src/lib/json.ts'
import { readCommit, type Signature } from '../git/commits.ts'
import { readBlob, readTree } from '../git/objects.ts'
import { resolveCommit } from '../git/refs.ts'
import { tryGit } from '../git/run.ts'
import { writeBlob, writeCommit, writeTree, type IndexEntry } from '../git/write.ts'
import { actorOf, inRepository, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { objectsAt, requiredText } from '../http/body.ts'
import { created, found, invalid, ok, type JsonObject, type Reply } from '../http/reply.ts'
import { gitCommitShape } from '../shape/commit.ts'
import { treeShape } from '../shape/tree.ts'
import { apiUrl } from '../shape/repository.ts'
import { stamp } from '../world/clock.ts'
import { nodeId } from '../world/ids.ts'
import { emailOf } from '../acts/push-payload.ts'

const REPO = '/repos/{owner}/{repo}'

/** Blobs, trees and commits: https://docs.github.com/en/rest/git */
export const objectRoutes: Routes = inRepository({
  [`GET ${REPO}/git/blobs/{file_sha}`]: getBlob,
  [`POST ${REPO}/git/blobs`]: createBlob,
  [`GET ${REPO}/git/trees/{tree_sha}`]: getTree,
  [`POST ${REPO}/git/trees`]: createTree,
  [`GET ${REPO}/git/commits/{commit_sha}`]: async (call) =>
    commitReply(call, await knownObject(call, { sha: pathPart(call, 'commit_sha'), type: 'commit' })),
  [`POST ${REPO}/git/commits`]: createCommit,
})

async function getBlob(call: RepositoryCall): Promise<Reply> {
  const { world, repository, headers } = call
  const sha = pathPart(call, 'file_sha')
  const bytes = found(await readBlob(repository.gitDir, sha))
  if (/application\/vnd\.github\.(?:v3\.)?raw/.test(headers.accept ?? '')) {
    return { status: 200, raw: { type: 'application/vnd.github.raw; charset=utf-8', bytes } }
  }
  const url = `${apiUrl(world, repository)}/git/blobs/${sha}`
  return ok({ sha, node_id: nodeId('B', sha), url, size: bytes.length, content: bytes.toString('base64'), encoding: 'base64' })
}

async function createBlob(call: RepositoryCall): Promise<Reply> {
  const { world, repository, body } = call
  const encoding = textAt(body, 'encoding') === 'base64' ? 'base64' : 'utf8'
  const sha = await writeBlob(repository.gitDir, Buffer.from(requiredText(body, 'content'), encoding))
  const url = `${apiUrl(world, repository)}/git/blobs/${sha}`
  return created({ sha, url }, url)
}

async function getTree(call: RepositoryCall): Promise<Reply> {
  const { world, repository, url } = call
  const name = pathPart(call, 'tree_sha')
  const commit = await resolveCommit(repository.gitDir, name)
  const sha = found(await tryGit(repository.gitDir, 'rev-parse', '--verify', '--quiet', `${commit ?? name}^{tree}`))
  return ok(
    treeShape(world, { repository, item: await readTree(repository.gitDir, { sha, recursive: url.searchParams.has('recursive') }) }),
  )
}

/** `base_tree` with these entries changed; an entry whose `sha` is null is taken out. */
async function createTree(call: RepositoryCall): Promise<Reply> {
  const { world, repository, body } = call
  const base = textAt(body, 'base_tree')
  const tree = base === undefined ? undefined : await tryGit(repository.gitDir, 'rev-parse', '--verify', '--quiet', `${base}^{tree}`)
  if (base !== undefined && tree === undefined) throw invalid('base_tree is not a valid tree oid')
  const entries: IndexEntry[] = []
  for (const entry of objectsAt(body, 'tree')) entries.push(await entryOf(call, entry))
  const sha = await writeTree(repository.gitDir, { base: tree, entries })
  const shape = treeShape(world, { repository, item: await readTree(repository.gitDir, { sha, recursive: false }) })
  return created(shape, textAt(shape, 'url'))
}

async function entryOf(call: RepositoryCall, entry: JsonObject): Promise<IndexEntry> {
  const path = requiredText(entry, 'path')
  const mode = textAt(entry, 'mode') ?? '100644'
  const content = textAt(entry, 'content')
  if (content !== undefined) return { mode, path, sha: await writeBlob(call.repository.gitDir, Buffer.from(content)) }
  if (entry['sha'] === null) return { mode: '0', path, sha: undefined }
  const sha = requiredText(entry, 'sha')
  const known = (await tryGit(call.repository.gitDir, 'cat-file', '-e', sha)) !== undefined
  if (!known && mode !== '160000') throw invalid(`tree.sha ${sha} is not a valid blob`)
  return { mode, path, sha }
}

/** Without author and committer an App's commit is its bot's and GitHub signs it. */
async function createCommit(call: RepositoryCall): Promise<Reply> {
  const { world, repository, body, caller } = call
  const actor = actorOf(caller)
  const own = { name: actor.login, email: emailOf(actor), date: stamp(world.clock.now()) }
  const author = signatureAt(body, { field: 'author', own }) ?? own
  const tree = await knownObject(call, { sha: requiredText(body, 'tree'), type: 'tree' })
  const parents: string[] = []
  for (const sha of textsAt(body, 'parents') ?? []) parents.push(await knownObject(call, { sha, type: 'commit' }))
  const committer = signatureAt(body, { field: 'committer', own }) ?? author
  const sha = await writeCommit(repository.gitDir, { tree, parents, message: requiredText(body, 'message'), author, committer })
  const unsigned = ['author', 'committer', 'signature'].some((field) => at(body, field) !== undefined)
  if (caller.as === 'installation' && !unsigned) repository.signed.add(sha)
  return { ...(await commitReply(call, sha)), status: 201, headers: { location: `${apiUrl(world, repository)}/git/commits/${sha}` } }
}

function signatureAt(body: Json | undefined, wanted: { readonly field: string; readonly own: Signature }): Signature | undefined {
  const given = at(body, wanted.field)
  if (given === undefined || given === null) return undefined
  return { name: textAt(given, 'name') ?? '', email: textAt(given, 'email') ?? '', date: textAt(given, 'date') ?? wanted.own.date }
}

async function knownObject(call: RepositoryCall, wanted: { readonly sha: string; readonly type: 'commit' | 'tree' }): Promise<string> {
  const { sha, type } = wanted
  const there = /^[0-9a-f]{40}$/.test(sha) && (await tryGit(call.repository.gitDir, 'cat-file', '-t', sha)) === type
  if (!there && call.operation.startsWith('GET ')) throw found(undefined)
  if (!there) throw invalid(`${type === 'tree' ? 'Tree' : 'Parent'} SHA does not exist or is not a ${type} object`)
  return sha
}

async function commitReply({ world, repository }: RepositoryCall, sha: string): Promise<Reply> {
  return ok(gitCommitShape(world, { repository, item: found(await readCommit(repository.gitDir, sha)) }))
}
