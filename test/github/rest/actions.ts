import { inRepository, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { counted } from '../http/pages.ts'
import { found, NO_CONTENT, notFound, ok, type JsonObject } from '../http/reply.ts'
import { apiUrl, htmlUrl } from '../shape/repository.ts'
import { stamp } from '../world/clock.ts'
import { nodeId } from '../world/ids.ts'
import type { NamedRecord, RepositoryRecord } from '../world/records.ts'
import { fullNameOf, type World } from '../world/world.ts'

const REPO = '/repos/{owner}/{repo}'

/** Variables, secrets (names only), environments and settings of Actions: https://docs.github.com/en/rest/actions */
export const actionRoutes: Routes = inRepository({
  [`GET ${REPO}/actions/variables`]: (call) =>
    counted(call, { name: 'variables', items: [...call.repository.variables.values()], shape: variableShape }),
  [`GET ${REPO}/actions/variables/{name}`]: (call) =>
    ok(variableShape(found(call.repository.variables.get(pathPart(call, 'name').toUpperCase())))),
  [`GET ${REPO}/actions/organization-variables`]: (call) =>
    counted(call, { name: 'variables', items: ofOrganization(call, 'variables'), shape: variableShape }),
  [`GET ${REPO}/actions/secrets`]: (call) =>
    counted(call, { name: 'secrets', items: [...call.repository.secrets.values()], shape: secretShape }),
  [`DELETE ${REPO}/actions/secrets/{secret_name}`]: (call) => {
    if (!call.repository.secrets.delete(pathPart(call, 'secret_name').toUpperCase())) throw notFound()
    return NO_CONTENT
  },
  [`GET ${REPO}/actions/organization-secrets`]: (call) =>
    counted(call, { name: 'secrets', items: sharedWith(call), shape: secretShape }),
  [`GET ${REPO}/environments/{environment_name}/secrets`]: (call) =>
    counted(call, { name: 'secrets', items: [...secretsOf(call).values()], shape: secretShape }),
  [`DELETE ${REPO}/environments/{environment_name}/secrets/{secret_name}`]: (call) => {
    if (!secretsOf(call).delete(pathPart(call, 'secret_name').toUpperCase())) throw notFound()
    return NO_CONTENT
  },
  [`GET ${REPO}/environments`]: (call) =>
    counted(call, {
      name: 'environments',
      items: [...call.repository.environments.values()],
      shape: (item) => environmentShape(call, item),
    }),
  [`GET ${REPO}/environments/{environment_name}`]: (call) =>
    ok(environmentShape(call, found(call.repository.environments.get(pathPart(call, 'environment_name'))))),
  [`GET ${REPO}/actions/oidc/customization/sub`]: ({ repository }) => {
    const { useDefault, claims, immutable } = repository.actions.oidc
    return ok({
      use_default: useDefault,
      ...(claims.length === 0 ? {} : { include_claim_keys: claims }),
      use_immutable_subject: immutable,
      sub_claim_prefix: subjectPrefix(repository),
    })
  },
  [`GET ${REPO}/actions/permissions`]: ({ world, repository }) =>
    ok({
      enabled: true,
      allowed_actions: 'all',
      selected_actions_url: `${apiUrl(world, repository)}/actions/permissions/selected-actions`,
      sha_pinning_required: false,
    }),
  [`GET ${REPO}/actions/permissions/workflow`]: ({ repository }) =>
    ok({
      default_workflow_permissions: repository.actions.defaultWorkflowPermissions,
      can_approve_pull_request_reviews: false,
    }),
})

/**
 * The start of every `sub` claim of the repository's runs. Immutable, the form of all repositories made since 2026-07-15:
 * names and ids. https://docs.github.com/en/actions/reference/security/oidc
 */
export function subjectPrefix(repository: RepositoryRecord): string {
  const { owner, name, id } = repository
  return repository.actions.oidc.immutable ? `repo:${owner.login}@${owner.id}/${name}@${id}` : `repo:${fullNameOf(repository)}`
}

function secretsOf(call: RepositoryCall): Map<string, NamedRecord> {
  return found(call.repository.environmentSecrets.get(pathPart(call, 'environment_name')))
}

/** Those of the organization that the repository may read. */
function sharedWith({ world, repository }: RepositoryCall): readonly NamedRecord[] {
  const organization = world.organizations.get(repository.owner.id)
  const seen = [...(organization?.secrets.values() ?? [])]
  return seen.filter(({ name }) => organization?.selected.get(name)?.has(repository) ?? true)
}

function ofOrganization({ world, repository }: RepositoryCall, what: 'variables'): readonly NamedRecord[] {
  return [...(world.organizations.get(repository.owner.id)?.[what].values() ?? [])]
}

export function secretShape({ name, createdAt, updatedAt }: NamedRecord): JsonObject {
  return { name, created_at: stamp(createdAt), updated_at: stamp(updatedAt) }
}

function variableShape(variable: NamedRecord): JsonObject {
  return { ...secretShape(variable), value: variable.value }
}

function environmentShape(
  { world, repository }: { readonly world: World; readonly repository: RepositoryRecord },
  { id, name, createdAt, updatedAt }: NamedRecord,
): JsonObject {
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: `${apiUrl(world, repository)}/environments/${encodeURIComponent(name)}`,
    html_url: `${htmlUrl(world, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: stamp(createdAt),
    updated_at: stamp(updatedAt),
    protection_rules: [],
    deployment_branch_policy: null,
  }
}
