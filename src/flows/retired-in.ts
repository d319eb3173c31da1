import { createHash } from 'node:crypto'
import type { StoredMigration } from '../ledger/ledger.ts'
import type { AppContext } from './app-context.ts'

export interface RetiredIn {
  readonly migration: Pick<StoredMigration, 'repositoryId' | 'number'>
  /** Of the job that showed the secret to be dead. Absent: it ran in none, with what the repository or its organization stores. */
  readonly environment: string | undefined
  /** Who said so, where no run can show it. */
  readonly by?: string
}

/** Notes that a migration's old secret is dead, as a job of this environment has it. */
export async function noteRetiredIn({ ledger }: AppContext, retired: RetiredIn): Promise<void> {
  const key = keyOf(retired)
  const said = retired.by === undefined ? { why: 'a run showed it to be dead', by: 'policy' } : { why: 'no run can show it to be dead', by: retired.by }
  const begun = await ledger.acts.begin({ key, repositoryId: retired.migration.repositoryId, what: 'note-retired', ...said })
  if (begun !== 'done-before') await ledger.acts.end(key, { state: 'done' })
}

/** Tells of an environment (or of none) whether a job in it showed the migration's old secret to be dead. */
export async function retirements({ ledger }: AppContext, migration: RetiredIn['migration']): Promise<(environment: string | undefined) => 'dead' | 'not-shown'> {
  const keys = new Set((await ledger.acts.of(migration.repositoryId)).filter(({ what }) => what === 'note-retired').map(({ key }) => key))
  return (environment) => (keys.has(keyOf({ migration, environment })) ? 'dead' : 'not-shown')
}

function keyOf({ migration: { repositoryId, number }, environment }: RetiredIn): string {
  return `retired-in:${repositoryId}:${number}:${createHash('sha256').update(environment ?? '').digest('hex').slice(0, 16)}`
}
