import type { Account } from '../world/records.ts'
import { roleOf, type World } from '../world/world.ts'
import type { Placed } from './commit.ts'

/** How an author stands to the repository. */
export function association(world: World, { repository, item: account }: Placed<Account>): string {
  if (repository.owner.id === account.id) return 'OWNER'
  if (world.organizations.get(repository.owner.id)?.members.has(account.id) === true) return 'MEMBER'
  return roleOf({ ...repository, private: true }, { world, account }) === 'none' ? 'NONE' : 'COLLABORATOR'
}
