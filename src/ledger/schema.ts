import { sql, type Kysely, type RawBuilder } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { MayflyError } from '../lib/errors.ts'

/** The schema of the ledger's tables, beside whatever else lives in the database. */
export const SCHEMA = 'mayfly'

/** What each version adds. A released version never changes: the next one does. */
const MIGRATIONS: Readonly<Record<string, readonly RawBuilder<unknown>[]>> = {
  '1-first': [
    sql`create table mayfly.deliveries (
      guid text primary key, event text not null, action text, installation_id bigint, repository_id bigint, repository text,
      ref text, before text, after text, number integer, extra jsonb not null, received_at timestamptz not null,
      state text not null default 'open' check (state in ('open', 'done', 'failed')), finished_at timestamptz, why text)`,
    sql`create table mayfly.ranges (
      repository_id bigint not null, head text not null, kind text not null, base text not null, number integer not null,
      added_at timestamptz not null, primary key (repository_id, head, kind, base, number))`,
    sql`create table mayfly.findings (
      repository_id bigint not null, key text not null, kind text not null, path text not null, place text not null,
      commit text not null, line integer not null, "column" integer not null, severity text not null, liveness text not null,
      verdict text not null, first_seen timestamptz not null, last_seen timestamptz not null,
      primary key (repository_id, key, place, commit))`,
    sql`create table mayfly.verdicts (
      repository_id bigint not null, head text not null, outcome text not null, blocked integer not null, warned integer not null,
      check_run_id bigint, judged_at timestamptz not null, primary key (repository_id, head))`,
    sql`create table mayfly.acts (
      key text primary key, repository_id bigint not null, what text not null, target text, why text not null, by text not null,
      state text not null check (state in ('begun', 'done', 'refused', 'failed')), begun_at timestamptz not null,
      ended_at timestamptz, note text)`,
    sql`create table mayfly.proposals (
      repository_id bigint not null, provider text not null, branch text not null, number integer,
      state text not null check (state in ('open', 'merged', 'closed')), content_hash text not null,
      updated_at timestamptz not null, primary key (repository_id, provider))`,
  ],
  '2-indexes': [
    sql`create index deliveries_open on mayfly.deliveries (received_at) where state = 'open'`,
    sql`create index acts_of_repository on mayfly.acts (repository_id, begun_at)`,
  ],
  '3-clean-blobs': [
    sql`create table mayfly.clean_blobs (
      repository_id bigint not null, blob text not null, bytes integer not null, rules text not null, noted_at timestamptz not null,
      primary key (repository_id, blob))`,
    sql`create index clean_blobs_noted on mayfly.clean_blobs (noted_at)`,
  ],
  '4-migrations': [
    sql`create table mayfly.migrations (
      repository_id bigint not null, number integer not null, provider text not null, secrets text not null, base text not null,
      state text not null check (state in ('planned', 'merged', 'proven', 'retired', 'done', 'closed')),
      planned_at timestamptz not null, merged_at timestamptz, proven_at timestamptz, retired_at timestamptz, done_at timestamptz,
      primary key (repository_id, number))`,
    sql`create table mayfly.proofs (
      repository_id bigint not null, number integer not null, place text not null, run_id bigint not null,
      proven_at timestamptz not null, primary key (repository_id, number, place))`,
  ],
}

/** Brings the tables to the newest version, or to `version`: in one transaction, once also if several processes start at once. */
export async function migrate<Any>(db: Kysely<Any>, version?: string): Promise<void> {
  const provider = { getMigrations: async () => Object.fromEntries(Object.entries(MIGRATIONS).map(([name, steps]) => [name, migration(steps)])) }
  const migrator = new Migrator({ db, provider, migrationTableSchema: SCHEMA })
  const { error } = version === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(version)
  if (error === undefined) return
  const way = 'If it was made by a newer Mayfly, start that one; else give the role the right to create schemas and tables.'
  throw new MayflyError('store', `Cannot bring the store's tables to this version. ${way}`, { cause: error })
}

function migration(steps: readonly RawBuilder<unknown>[]): Migration {
  return {
    async up(db) {
      for (const step of steps) await step.execute(db)
    },
  }
}
