import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Tables } from './tables.ts'

/** How many rows there are of each sort, under names like `deliveries_open` and `findings_live`: closed words only. */
export async function counts(db: Kysely<Tables>): Promise<Readonly<Record<string, number>>> {
  const all = await Promise.all([
    count('deliveries', db.selectFrom('deliveries').select('state as word').groupBy('state')),
    count('findings', db.selectFrom('findings').select('liveness as word').groupBy('liveness')),
    count('verdicts', db.selectFrom('verdicts').select('outcome as word').groupBy('outcome')),
    count('acts', db.selectFrom('acts').select('state as word').groupBy('state')),
    count('proposals', db.selectFrom('proposals').select('state as word').groupBy('state')),
    count('migrations', db.selectFrom('migrations').select('state as word').groupBy('state')),
  ])
  return Object.fromEntries(all.flat())
}

type Grouped<Table extends keyof Tables> = SelectQueryBuilder<Tables, Table, { word: string }>

async function count<Table extends keyof Tables>(what: string, grouped: Grouped<Table>): Promise<readonly (readonly [string, number])[]> {
  const rows = await grouped.select(({ fn }) => fn.countAll<number>().as('rows')).execute()
  return rows.map(({ word, rows: number }) => [`${what}_${word.replaceAll('-', '_')}`, number])
}
