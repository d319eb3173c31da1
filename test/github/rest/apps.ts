import { at, textsAt } from '../../../src/lib/json.ts'
import type { Call, Routes } from '../http/call.ts'
import { appOf, inRepository, numberPart } from '../http/call.ts'
import { counted, paged } from '../http/pages.ts'
import { created, found, invalid, NO_CONTENT, notFound, ok, type Reply } from '../http/reply.ts'
import { permits } from '../http/authorize.ts'
import { suspended } from '../http/authenticate.ts'
import { appShape, installationShape } from '../shape/app.ts'
import { repositoryShape } from '../shape/repository.ts'
import { stamp } from '../world/clock.ts'
import { covers, installationOf, repositoriesOf } from '../world/installations.ts'
import type { AppRecord, InstallationRecord, Permissions, RepositoryRecord } from '../world/records.ts'
import { issueInstallationToken } from '../world/tokens.ts'

/** Apps and their installations: https://docs.github.com/en/rest/apps */
export const appRoutes: Routes = {
  'GET /app': (call) => ok(appShape(call.world, theApp(call))),
  'GET /app/installations': (call) =>
    paged(call, {
      items: call.world.installations.filter(({ app }) => app === theApp(call)),
      shape: (installation) => installationShape(call.world, installation),
    }),
  'GET /app/installations/{installation_id}': (call) => ok(installationShape(call.world, theInstallation(call))),
  'POST /app/installations/{installation_id}/access_tokens': grant,
  'GET /installation/repositories': (call) => {
    const { caller } = call
    if (caller.as !== 'installation') throw notFound()
    return counted(call, {
      name: 'repositories',
      items: repositoriesOf(call.world, caller.token),
      shape: (item) => repositoryShape(call.world, item),
    })
  },
  'DELETE /installation/token': ({ world, caller }) => {
    if (caller.as === 'installation') world.tokens.delete(caller.text)
    return NO_CONTENT
  },
  ...inRepository({
    'GET /repos/{owner}/{repo}/installation': (call) => {
      const { world, repository } = call
      return ok(installationShape(world, found(installationOf(world, { app: theApp(call), repository }))))
    },
  }),
}

/** A token for an installation, never for more than the installation has. */
function grant(call: Call): Reply {
  const { world, body } = call
  const installation = theInstallation(call)
  if (installation.suspendedAt !== undefined) throw suspended()
  const permissions = grantedPermissions(installation, at(body, 'permissions'))
  const repositories = chosenRepositories(call, installation)
  const narrowed = repositories === undefined ? installation.repositories : new Set(repositories.map(({ id }) => id))
  const { text, token } = issueInstallationToken(world, { installation, permissions, repositories: narrowed })
  return created({
    token: text,
    expires_at: stamp(token.expires),
    permissions,
    repository_selection: narrowed === 'all' ? 'all' : 'selected',
    ...(repositories === undefined ? {} : { repositories: repositories.map((repository) => repositoryShape(world, repository)) }),
  })
}

function grantedPermissions(installation: InstallationRecord, asked: unknown): Permissions {
  if (asked === undefined || asked === null || typeof asked !== 'object') return installation.permissions
  const wanted: Record<string, string> = Object.fromEntries(Object.entries(asked).map(([name, level]) => [name, String(level)]))
  const missing = Object.entries(wanted).find(([name, level]) => !permits(installation.permissions, `${name}:${level}`))
  if (missing !== undefined) throw invalid('The permissions requested are not granted to this installation.')
  return { metadata: 'read', ...wanted }
}

function chosenRepositories({ world, body }: Call, installation: InstallationRecord): readonly RepositoryRecord[] | undefined {
  const names = textsAt(body, 'repositories')
  const ids = at(body, 'repository_ids')
  if (names === undefined && !Array.isArray(ids)) return undefined
  const wanted = [...(names ?? []), ...(Array.isArray(ids) ? ids : [])]
  return wanted.map((name) => {
    const repository = world.repositories.find(
      (candidate) => (candidate.name === name || candidate.id === name) && covers(installation, candidate),
    )
    if (repository === undefined)
      throw invalid('There is at least one repository that does not exist or is not accessible to the parent installation.')
    return repository
  })
}

function theApp(call: Call): AppRecord {
  return found(appOf(call.caller))
}

function theInstallation(call: Call): InstallationRecord {
  const id = numberPart(call, 'installation_id')
  return found(call.world.installations.find((installation) => installation.id === id && installation.app === theApp(call)))
}
