import { forkRepository } from '../acts/repositories.ts'
import type { Account } from '../world/records.ts'
import { issueUserToken } from '../world/tokens.ts'
import { createAccount, type World } from '../world/world.ts'
import { cloneFor, type Checkout } from './checkout.ts'
import { repositoryHand, type Repository } from './repository.ts'

/** A person, and what they do at their own desk. */
export interface User {
  readonly login: string
  readonly id: number
  readonly account: Account
  /** What the person's git sends as a password. */
  readonly token: string
  /** A personal access token: prefix, length and checksum as GitHub's. */
  issueToken(wanted: TokenWanted): string
  fork(repository: Repository): Promise<Repository>
  /** A working copy, removed with the server. */
  clone(repository: Repository): Promise<Checkout>
  /** `12345+login@users.noreply.github.com`: commits by it are shown as this person's. */
  readonly email: string
}

export interface TokenWanted {
  readonly kind: 'classic' | 'fine-grained'
  readonly scopes?: readonly string[]
  readonly expires?: Date
}

export function userHand(world: World, login: string): User {
  const account = createAccount(world, { login, type: 'User' })
  const user: User = {
    login,
    id: account.id,
    account,
    email: `${account.id}+${login}@users.noreply.github.com`,
    token: issueUserToken(world, { of: 'user', kind: 'classic', user: account, scopes: ['repo', 'workflow'], expires: undefined }),
    issueToken: ({ kind, scopes = [], expires }) => issueUserToken(world, { of: 'user', kind, user: account, scopes, expires }),
    fork: async (repository) => repositoryHand(world, await forkRepository(world, { parent: repository.record, owner: account })),
    clone: (repository) => cloneFor(world, { user, repository }),
  }
  return user
}
