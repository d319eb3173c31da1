import { readCommit } from '../git/commits.ts'
import { listRefs, readRef } from '../git/refs.ts'
import { inRepository, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { paged } from '../http/pages.ts'
import { found, ok, type JsonObject, type Reply } from '../http/reply.ts'
import { accountShape } from '../shape/account.ts'
import { commitShape } from '../shape/commit.ts'
import { apiUrl, fullRepositoryShape, htmlUrl } from '../shape/repository.ts'
import type { Role } from '../world/records.ts'
import { roleOf } from '../world/world.ts'

const REPO = '/repos/{owner}/{repo}'

/** The repository itself, its branches, who may do what: https://docs.github.com/en/rest/repos */
export const repositoryRoutes: Routes = inRepository({
  [`GET ${REPO}`]: ({ world, repository }) => ok(fullRepositoryShape(world, repository)),
  [`GET ${REPO}/branches`]: async (call) =>
    paged(call, {
      items: await listRefs(call.repository.gitDir, 'refs/heads/'),
      shape: ({ ref, sha }) => branchShape(call, { name: ref.slice('refs/heads/'.length), sha }),
    }),
  [`GET ${REPO}/branches/{branch}`]: oneBranch,
  [`GET ${REPO}/collaborators/{username}/permission`]: permissionOf,
})

function branchShape({ world, repository }: RepositoryCall, { name, sha }: { readonly name: string; readonly sha: string }): JsonObject {
  const url = `${apiUrl(world, repository)}/branches/${encodeURIComponent(name)}/protection`
  return {
    name,
    commit: { sha, url: `${apiUrl(world, repository)}/commits/${sha}` },
    protected: false,
    protection: { enabled: false, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } },
    protection_url: url,
  }
}

async function oneBranch(call: RepositoryCall): Promise<Reply> {
  const { world, repository } = call
  const name = pathPart(call, 'branch')
  const sha = found(await readRef(repository.gitDir, `refs/heads/${name}`))
  const commit = found(await readCommit(repository.gitDir, sha))
  return ok({
    ...branchShape(call, { name, sha }),
    commit: commitShape(world, { repository, item: commit }),
    _links: {
      self: `${apiUrl(world, repository)}/branches/${encodeURIComponent(name)}`,
      html: `${htmlUrl(world, repository)}/tree/${name}`,
    },
  })
}

// The old word for a role; `role_name` has the new one:
// https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
const OLD_WORD = { none: 'none', read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' } as const

function permissionOf(call: RepositoryCall): Reply {
  const { world, repository } = call
  const account = found(world.accounts.get(pathPart(call, 'username').toLowerCase()))
  const role = roleOf(repository, { world, account })
  const user = { ...accountShape(world, account), role_name: role, permissions: permissionFlags(role) }
  return ok({ permission: OLD_WORD[role], role_name: role, user })
}

function permissionFlags(role: Role | 'none'): JsonObject {
  const order = ['none', 'read', 'triage', 'write', 'maintain', 'admin']
  function has(least: Role): boolean {
    return order.indexOf(role) >= order.indexOf(least)
  }
  return { pull: has('read'), triage: has('triage'), push: has('write'), maintain: has('maintain'), admin: has('admin') }
}
