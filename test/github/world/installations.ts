import type { AppRecord, InstallationRecord, InstallationToken, RepositoryRecord } from './records.ts'
import type { World } from './world.ts'

type Reach = Pick<InstallationToken, 'repositories'> & { readonly installation: InstallationRecord }

/** Whether an installation, or a token narrowed further, reaches a repository. */
export function reaches(reach: Reach, repository: RepositoryRecord): boolean {
  return covers(reach.installation, repository) && (reach.repositories === 'all' || reach.repositories.has(repository.id))
}

export function covers(installation: InstallationRecord, repository: RepositoryRecord): boolean {
  if (installation.account.id !== repository.owner.id) return false
  return installation.repositories === 'all' || installation.repositories.has(repository.id)
}

/** Where one App, or any, is installed on a repository; suspended ones are left out. */
export function installationsOn(world: World, repository: RepositoryRecord): readonly InstallationRecord[] {
  return world.installations.filter((installation) => installation.suspendedAt === undefined && covers(installation, repository))
}

export function installationOf(
  world: World,
  wanted: { readonly app: AppRecord; readonly repository: RepositoryRecord },
): InstallationRecord | undefined {
  return world.installations.find((installation) => installation.app === wanted.app && covers(installation, wanted.repository))
}

export function repositoriesOf(world: World, reach: Reach): readonly RepositoryRecord[] {
  return world.repositories.filter((repository) => reaches(reach, repository))
}
