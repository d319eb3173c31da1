import type { JsonObject } from '../http/reply.ts'
import { stamp } from '../world/clock.ts'
import { nodeId } from '../world/ids.ts'
import type { AppRecord, InstallationRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { accountShape } from './account.ts'

/** `integration` */
export function appShape(world: World, app: AppRecord): JsonObject {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: accountShape(world, app.owner),
    name: app.slug,
    description: '',
    external_url: `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: stamp(app.createdAt),
    updated_at: stamp(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  }
}

/** `installation` */
export function installationShape(world: World, installation: InstallationRecord): JsonObject {
  const { account, app, id, suspendedAt } = installation
  const place = account.type === 'Organization' ? `organizations/${account.login}/settings` : 'settings'
  return {
    id,
    client_id: app.clientId,
    account: accountShape(world, account),
    repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${world.url}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/${place}/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: app.events,
    created_at: stamp(installation.createdAt),
    updated_at: stamp(suspendedAt ?? installation.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedAt === undefined ? null : accountShape(world, account),
    suspended_at: suspendedAt === undefined ? null : stamp(suspendedAt),
  }
}
