import type { Store } from './store.ts'
import type { ProposalsTable } from './tables.ts'

/** The one pull request that Mayfly keeps for a provider in a repository. */
export type Proposal = Readonly<Omit<ProposalsTable, 'updatedAt'>>

export interface Proposals {
  put(proposal: Proposal): Promise<void>
  get(repositoryId: number, provider: string): Promise<Proposal | undefined>
  of(repositoryId: number): Promise<readonly Proposal[]>
  /** What became of the pull request with this number. */
  settle(proposal: Pick<Proposal, 'repositoryId' | 'number'>, state: 'open' | 'merged' | 'closed'): Promise<void>
}

export function createProposals({ db }: Store): Proposals {
  return {
    async put(proposal) {
      const row = { ...proposal, updatedAt: new Date() }
      const { repositoryId: _, provider: __, ...changed } = row
      await db.insertInto('proposals').values(row)
        .onConflict((same) => same.columns(['repositoryId', 'provider']).doUpdateSet(changed)).execute()
    },
    get: (repositoryId, provider) =>
      db.selectFrom('proposals').selectAll().where('repositoryId', '=', repositoryId).where('provider', '=', provider).executeTakeFirst(),
    of: (repositoryId) => db.selectFrom('proposals').selectAll().where('repositoryId', '=', repositoryId).orderBy('provider').execute(),
    async settle({ repositoryId, number }, state) {
      await db.updateTable('proposals').set({ state, updatedAt: new Date() })
        .where('repositoryId', '=', repositoryId).where('number', '=', number).execute()
    },
  }
}
