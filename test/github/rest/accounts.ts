import { textsAt } from '../../../src/lib/json.ts'
import { pathPart, type Call, type Routes } from '../http/call.ts'
import { counted } from '../http/pages.ts'
import { accepted, failed, found, invalid, notFound, ok, Refusal, type JsonObject, type Reply } from '../http/reply.ts'
import { accountShape } from '../shape/account.ts'
import { repositoryShape } from '../shape/repository.ts'
import { stamp } from '../world/clock.ts'
import type { Account, NamedRecord } from '../world/records.ts'
import type { OrganizationRecord } from '../world/world.ts'
import { secretShape } from './actions.ts'

/** People, organizations and their credentials. */
export const accountRoutes: Routes = {
  'GET /user': ({ world, caller }) => {
    if (caller.as !== 'user') throw notFound()
    return ok(profileShape({ world }, caller.token.user))
  },
  'GET /users/{username}': (call) => {
    const user = found(call.world.accounts.get(pathPart(call, 'username').toLowerCase()))
    return ok(profileShape(call, user))
  },
  'POST /credentials/revoke': revoke,
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': membership,
  'GET /orgs/{org}/actions/secrets': (call) =>
    counted(call, {
      name: 'secrets',
      items: [...theOrganization(call).secrets.values()],
      shape: (secret) => organizationSecretShape(call, secret),
    }),
  'GET /orgs/{org}/actions/secrets/{secret_name}': (call) => ok(organizationSecretShape(call, theSecret(call))),
  'GET /orgs/{org}/actions/secrets/{secret_name}/repositories': (call) => {
    const selected = theOrganization(call).selected.get(theSecret(call).name)
    if (selected === undefined) throw new Refusal(failed(409, 'Visibility of the secret is not selected'))
    return counted(call, { name: 'repositories', items: [...selected], shape: (repository) => repositoryShape(call.world, repository) })
  },
}

/** `public-user` */
function profileShape({ world }: Pick<Call, 'world'>, account: Account): JsonObject {
  const since = stamp(account.createdAt)
  return {
    ...accountShape(world, account),
    name: null,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: since,
    updated_at: since,
  }
}

// What the call revokes; an installation token (ghs_) is not among it: https://docs.github.com/en/rest/credentials/revoke
const REVOCABLE = /^(?:ghp_|github_pat_|gho_|ghu_|ghr_)/

/** Kills the tokens that are known here. The answer is the same for all others: it tells nobody which are real. */
function revoke({ world, body }: Call): Reply {
  const credentials = textsAt(body, 'credentials') ?? []
  if (credentials.length === 0 || credentials.length > 1000) throw invalid('credentials must hold 1 to 1000 tokens')
  for (const credential of credentials) {
    if (REVOCABLE.test(credential)) world.tokens.delete(credential)
  }
  return accepted({})
}

function theSecret(call: Call): NamedRecord {
  return found(theOrganization(call).secrets.get(pathPart(call, 'secret_name').toUpperCase()))
}

/** `organization-actions-secret` */
function organizationSecretShape(call: Call, secret: NamedRecord): JsonObject {
  const { account, selected } = theOrganization(call)
  if (!selected.has(secret.name)) return { ...secretShape(secret), visibility: 'all' }
  const url = `${call.world.url}/orgs/${account.login}/actions/secrets/${secret.name}/repositories`
  return { ...secretShape(secret), visibility: 'selected', selected_repositories_url: url }
}

function membership(call: Call): Reply {
  const { world } = call
  const slug = pathPart(call, 'team_slug')
  const account = found(world.accounts.get(pathPart(call, 'username').toLowerCase()))
  const role = found(theOrganization(call).teams.get(slug)?.get(account.id))
  return ok({ url: `${world.url}${call.url.pathname}`, role, state: 'active' })
}

/** The organization of the path; a stranger to it is told that there is none. */
function theOrganization(call: Call): OrganizationRecord {
  const { world, caller } = call
  const account = found(world.accounts.get(pathPart(call, 'org').toLowerCase()))
  const organization = found(world.organizations.get(account.id))
  const known =
    caller.as === 'installation'
      ? caller.token.installation.account === account
      : caller.as === 'user' && organization.members.has(caller.token.user.id)
  if (!known) throw notFound()
  return organization
}
