import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { tell } from '../hooks/tell.ts'
import type { JsonObject } from '../http/reply.ts'
import { installationShape } from '../shape/app.ts'
import { namedRepositoryShape } from '../shape/repository.ts'
import { repositoriesOf } from '../world/installations.ts'
import type { Account, AppRecord, InstallationRecord, Permissions, RepositoryRecord } from '../world/records.ts'
import { createAccount, type World } from '../world/world.ts'

export interface AppOptions {
  readonly slug: string
  readonly permissions: Permissions
  readonly events: readonly string[]
  readonly webhookUrl?: string
  readonly webhookSecret: string
}

/** Registers an App; its private key, in PEM, is handed out once, as on github.com. */
export async function registerApp(world: World, options: AppOptions): Promise<{ readonly app: AppRecord; readonly privateKey: string }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const owner = world.accounts.get('app-owner') ?? createAccount(world, { login: 'app-owner', type: 'User' })
  const app: AppRecord = {
    id: world.ids.next('app'),
    hookId: world.ids.next('hook'),
    slug: options.slug,
    clientId: `Iv23li${world.mint.base62(14)}`,
    owner,
    bot: createAccount(world, { login: `${options.slug}[bot]`, type: 'Bot' }),
    permissions: { metadata: 'read', ...options.permissions },
    events: options.events,
    publicKey,
    webhookSecret: options.webhookSecret,
    webhookUrl: options.webhookUrl,
    createdAt: world.clock.now(),
  }
  world.apps.push(app)
  return { app, privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString() }
}

export interface InstallWanted {
  readonly app: AppRecord
  readonly account: Account
  readonly repositories: 'all' | readonly RepositoryRecord[]
  readonly sender: Account
}

/** Installs an App with the permissions that it asks for now. */
export function install(world: World, wanted: InstallWanted): InstallationRecord {
  const { app, account, repositories } = wanted
  const installation: InstallationRecord = {
    id: world.ids.next('installation'),
    app,
    account,
    permissions: app.permissions,
    createdAt: world.clock.now(),
    suspendedAt: undefined,
    repositories: repositories === 'all' ? 'all' : idsOf(repositories),
  }
  world.installations.push(installation)
  const reached = repositoriesOf(world, { installation, repositories: 'all' })
  tellInstallation(world, {
    ...wanted,
    installation,
    action: 'created',
    more: { repositories: reached.map(namedRepositoryShape), requester: null },
  })
  return installation
}

export interface InstallationAct {
  readonly installation: InstallationRecord
  readonly sender: Account
}

/** Takes the App away: its tokens die at once. */
export function uninstall(world: World, act: InstallationAct): void {
  const { installation } = act
  const reached = repositoriesOf(world, { installation, repositories: 'all' }).map(namedRepositoryShape)
  world.installations.splice(world.installations.indexOf(installation), 1)
  for (const [text, token] of world.tokens) {
    if (token.of === 'installation' && token.installation === installation) world.tokens.delete(text)
  }
  tellInstallation(world, { ...act, action: 'deleted', more: { repositories: reached } })
}

export function suspend(world: World, act: InstallationAct): void {
  act.installation.suspendedAt = world.clock.now()
  tellInstallation(world, { ...act, action: 'suspend', more: {} })
}

export function unsuspend(world: World, act: InstallationAct): void {
  act.installation.suspendedAt = undefined
  tellInstallation(world, { ...act, action: 'unsuspend', more: {} })
}

/** An admin accepts the permissions that the App asks for now. Tokens there already keep theirs. */
export function acceptPermissions(world: World, act: InstallationAct & { readonly permissions: Permissions }): void {
  act.installation.permissions = { metadata: 'read', ...act.permissions }
  tellInstallation(world, { ...act, action: 'new_permissions_accepted', more: {} })
}

/** Chooses other repositories; one webhook tells of those added, one of those removed. */
export function selectRepositories(
  world: World,
  act: InstallationAct & { readonly repositories: 'all' | readonly RepositoryRecord[] },
): void {
  const { installation, sender } = act
  const before = repositoriesOf(world, { installation, repositories: 'all' })
  installation.repositories = act.repositories === 'all' ? 'all' : idsOf(act.repositories)
  const now = repositoriesOf(world, { installation, repositories: 'all' })
  const added = now.filter((repository) => !before.includes(repository)).map(namedRepositoryShape)
  const removed = before.filter((repository) => !now.includes(repository)).map(namedRepositoryShape)
  for (const [action, list] of [
    ['added', added],
    ['removed', removed],
  ] as const) {
    if (list.length === 0) continue
    const payload = {
      installation: installationShape(world, installation),
      repository_selection: installation.repositories === 'all' ? 'all' : 'selected',
      repositories_added: action === 'added' ? list : [],
      repositories_removed: action === 'removed' ? list : [],
      requester: null,
    }
    tell(world, { event: 'installation_repositories', action, installation, sender, payload })
  }
}

function tellInstallation(world: World, act: InstallationAct & { readonly action: string; readonly more: JsonObject }): void {
  const { installation, sender, action, more } = act
  tell(world, {
    event: 'installation',
    action,
    installation,
    sender,
    payload: { installation: installationShape(world, installation), ...more },
  })
}

function idsOf(repositories: readonly RepositoryRecord[]): ReadonlySet<number> {
  return new Set(repositories.map((repository) => repository.id))
}
