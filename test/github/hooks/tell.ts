import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../http/reply.ts'
import { accountShape } from '../shape/account.ts'
import { repositoryShape } from '../shape/repository.ts'
import { installationsOn } from '../world/installations.ts'
import { nodeId } from '../world/ids.ts'
import type { Account, AppRecord, InstallationRecord, RepositoryRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { deliver } from './deliver.ts'

/** Something that happened and that Apps are told of. */
export interface Occurrence {
  readonly event: string
  readonly action?: string
  readonly sender: Account
  readonly payload: JsonObject
  readonly repository?: RepositoryRecord
  /** Only this App hears of it: its own check runs. */
  readonly only?: AppRecord
  /** For what happens to an installation itself: only its App hears of it, also while suspended. */
  readonly installation?: InstallationRecord
}

/** Sends a webhook to every App that listens; returns at once. */
export function tell(world: World, occurrence: Occurrence): void {
  for (const installation of listeners(world, occurrence)) {
    const { app } = installation
    deliver(world, {
      app,
      guid: randomUUID(),
      event: occurrence.event,
      action: occurrence.action ?? null,
      installationId: installation.id,
      repositoryId: occurrence.repository?.id ?? null,
      payload: payloadFor(world, { occurrence, installation }),
    })
  }
}

function listeners(world: World, occurrence: Occurrence): readonly InstallationRecord[] {
  const { event, repository, only } = occurrence
  if (occurrence.installation !== undefined) return [occurrence.installation]
  if (repository === undefined) return []
  return installationsOn(world, repository).filter(({ app }) => (only === undefined || only === app) && listens(app, event))
}

// Check events need no subscription: https://docs.github.com/en/webhooks/webhook-events-and-payloads#check_run
function listens(app: AppRecord, event: string): boolean {
  if (event === 'check_run' || event === 'check_suite') return app.permissions['checks'] === 'write'
  return app.events.includes(event)
}

function payloadFor(world: World, to: { readonly occurrence: Occurrence; readonly installation: InstallationRecord }): JsonObject {
  const { action, payload, repository, sender } = to.occurrence
  return {
    ...(action === undefined ? {} : { action }),
    ...(repository === undefined ? {} : surroundings(world, repository)),
    sender: accountShape(world, sender),
    ...(to.occurrence.installation === undefined
      ? { installation: { id: to.installation.id, node_id: nodeId('I', to.installation.id) } }
      : {}),
    ...payload,
  }
}

function surroundings(world: World, repository: RepositoryRecord): JsonObject {
  const { owner } = repository
  const organization = owner.type === 'Organization' ? { organization: organizationShape(world, owner) } : {}
  return { repository: repositoryShape(world, repository), ...organization }
}

function organizationShape(world: World, owner: Account): JsonObject {
  const url = `${world.url}/orgs/${owner.login}`
  return {
    login: owner.login,
    id: owner.id,
    node_id: nodeId('O', owner.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.url}/avatars/${owner.id}`,
    description: '',
  }
}
