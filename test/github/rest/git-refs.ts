import { at, textAt } from '../../../src/lib/json.ts'
import { refsMoved } from '../acts/refs-moved.ts'
import { isAncestor, listRefs, moveRef, NO_COMMIT, readRef, type Ref, type RefUpdate } from '../git/refs.ts'
import { gitText, tryGit } from '../git/run.ts'
import { actorOf, inRepository, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { requiredText } from '../http/body.ts'
import { paged } from '../http/pages.ts'
import { created, found, invalid, NO_CONTENT, ok, type JsonObject, type Reply } from '../http/reply.ts'
import { apiUrl } from '../shape/repository.ts'
import { nodeId } from '../world/ids.ts'
import { track } from '../world/world.ts'
import { refuseWorkflows } from './workflows.ts'

const REPO = '/repos/{owner}/{repo}'

/** Refs, each move with all that follows from a push: https://docs.github.com/en/rest/git/refs */
export const refRoutes: Routes = inRepository({
  [`GET ${REPO}/git/ref/{ref}`]: async (call) => ok(refShape(call, found(await theRef(call)))),
  [`GET ${REPO}/git/matching-refs/{ref}`]: async (call) =>
    paged(call, {
      items: await listRefs(call.repository.gitDir, `refs/${pathPart(call, 'ref')}`),
      shape: (ref) => refShape(call, ref),
    }),
  [`POST ${REPO}/git/refs`]: createRef,
  [`PATCH ${REPO}/git/refs/{ref}`]: updateRef,
  [`DELETE ${REPO}/git/refs/{ref}`]: async (call) => {
    const there = await theRef(call)
    if (there === undefined) throw invalid('Reference does not exist')
    await move(call, { ref: there.ref, before: there.sha, after: NO_COMMIT })
    return NO_CONTENT
  },
})

async function createRef(call: RepositoryCall): Promise<Reply> {
  const { repository, body } = call
  const ref = requiredText(body, 'ref')
  const sha = requiredText(body, 'sha')
  const wellNamed = /^refs\/[^/]+\/./.test(ref) && (await tryGit(repository.gitDir, 'check-ref-format', ref)) !== undefined
  if (!wellNamed) throw invalid(`Reference name ${JSON.stringify(ref)} is not valid`)
  await knownObject(call, sha)
  if ((await readRef(repository.gitDir, ref)) !== undefined) throw invalid('Reference already exists')
  await move(call, { ref, before: NO_COMMIT, after: sha })
  const shape = refShape(call, await refOf(call, { ref, sha }))
  return created(shape, textAt(shape, 'url'))
}

async function updateRef(call: RepositoryCall): Promise<Reply> {
  const { repository, body } = call
  const there = await theRef(call)
  if (there === undefined) throw invalid('Reference does not exist')
  const sha = requiredText(body, 'sha')
  await knownObject(call, sha)
  const forward = await isAncestor(repository.gitDir, { ancestor: there.sha, of: sha })
  if (!forward && at(body, 'force') !== true) throw invalid('Update is not a fast forward')
  if (there.sha !== sha) await move(call, { ref: there.ref, before: there.sha, after: sha })
  return ok(refShape(call, await refOf(call, { ref: there.ref, sha })))
}

async function move(call: RepositoryCall, update: RefUpdate): Promise<void> {
  const { world, repository, caller } = call
  if (update.ref.startsWith('refs/pull/')) throw invalid('Reference update failed')
  if (update.after !== NO_COMMIT) await refuseWorkflows(call, update)
  await moveRef(repository.gitDir, update)
  await track(world, refsMoved(world, { repository, updates: [update], sender: actorOf(caller) }))
}

async function knownObject(call: RepositoryCall, sha: string): Promise<void> {
  const known = /^[0-9a-f]{40}$/.test(sha) && (await tryGit(call.repository.gitDir, 'cat-file', '-e', sha)) !== undefined
  if (!known) throw invalid('Object does not exist')
}

async function theRef(call: RepositoryCall): Promise<Ref | undefined> {
  const ref = `refs/${pathPart(call, 'ref')}`
  return (await listRefs(call.repository.gitDir, ref)).find((candidate) => candidate.ref === ref)
}

async function refOf({ repository }: RepositoryCall, at: Pick<Ref, 'ref' | 'sha'>): Promise<Ref> {
  return { ...at, type: await gitText(repository.gitDir, 'cat-file', '-t', at.sha) }
}

function refShape({ world, repository }: RepositoryCall, { ref, sha, type }: Ref): JsonObject {
  const url = apiUrl(world, repository)
  return {
    ref,
    node_id: nodeId('REF', `${repository.id}:${ref}`),
    url: `${url}/git/${ref}`,
    object: { sha, type, url: `${url}/git/${type}s/${sha}` },
  }
}
