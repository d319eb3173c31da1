import type { HostedFacts, Role } from '../hosted.ts'
import { callIfAllowed, callMaybe } from './call.ts'
import type { Client } from './client.ts'

/** What a migration wants to know of the repository; what the App may not see is left out. */
export async function facts(client: Client): Promise<HostedFacts> {
  const { octokit } = client
  const { actions, repos } = octokit.rest
  const subject = await callIfAllowed('to read the OIDC subject', () => actions.getCustomOidcSubClaimForRepo(client.repo))
  const own = await callIfAllowed('to list variables', () => octokit.paginate(actions.listRepoVariables, { ...client.repo, per_page: 30 }))
  const shared = await callIfAllowed('to list variables', () =>
    octokit.paginate(actions.listRepoOrganizationVariables, { ...client.repo, per_page: 30 }))
  const environments = await callIfAllowed('to list environments', () => repos.getAllEnvironments({ ...client.repo, per_page: 100 }))
  const defaults = await callIfAllowed('to read workflow permissions', () =>
    actions.getGithubActionsDefaultWorkflowPermissionsRepository(client.repo))
  return {
    ...defined('subClaimPrefix', prefixOf(subject?.data)),
    ...defined('subjectClaims', templateOf(subject?.data)),
    ...defined('variables', own && [...own, ...(shared ?? [])].map(({ name }) => name)),
    ...defined('environments', environments?.data.environments?.map(({ name }) => name)),
    ...defined('defaultPermissions', defaults?.data.default_workflow_permissions),
  }
}

// The field is newer than octokit's types: https://docs.github.com/en/rest/actions/oidc
function prefixOf(data: object | undefined): string | undefined {
  if (data === undefined || !('sub_claim_prefix' in data)) return undefined
  return typeof data.sub_claim_prefix === 'string' ? data.sub_claim_prefix : undefined
}

/** A repository that takes no default and names no claims follows its organization: https://docs.github.com/en/rest/actions/oidc */
function templateOf(data: { readonly use_default: boolean; readonly include_claim_keys?: readonly string[] } | undefined): HostedFacts['subjectClaims'] {
  if (data === undefined || data.use_default) return undefined
  return data.include_claim_keys === undefined || data.include_claim_keys.length === 0 ? 'organization' : data.include_claim_keys
}

function defined<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  const one: Partial<Record<Key, Value>> = {}
  if (value !== undefined) one[key] = value
  return one
}

const ROLES: ReadonlySet<string> = new Set(['read', 'triage', 'write', 'maintain', 'admin'])

/** What a person may do here; a custom role counts as the permission it is built on. */
export async function roleOf(client: Client, username: string): Promise<Role> {
  const query = { ...client.repo, username }
  const answer = await callMaybe('to read a role', () => client.octokit.rest.repos.getCollaboratorPermissionLevel(query))
  if (answer === undefined) return 'none'
  const { data } = answer
  const name = data.role_name ?? data.permission
  return isRole(name) ? name : isRole(data.permission) ? data.permission : 'none'
}

function isRole(name: string): name is Role {
  return ROLES.has(name)
}
