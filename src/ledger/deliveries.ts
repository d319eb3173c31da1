import { sql, type Insertable } from 'kysely'
import { isShaped, shaped } from './shaped.ts'
import type { Store } from './store.ts'
import type { DeliveriesTable, Extra, StoredDelivery } from './tables.ts'

/** What is kept of a webhook: ids and names, never its text. */
export interface Delivery {
  /** X-GitHub-Delivery: the same when GitHub delivers again. */
  readonly guid: string
  readonly event: string
  readonly action: string | null
  readonly installationId: number | null
  readonly repositoryId: number | null
  /** owner/name, as it was then. */
  readonly repository: string | null
  readonly ref: string | null
  readonly before: string | null
  readonly after: string | null
  readonly number: number | null
  readonly extra: Extra
}

export interface Deliveries {
  /** One statement, so what it answers is durable. */
  store(delivery: Delivery): Promise<'stored' | 'repeat'>
  get(guid: string): Promise<StoredDelivery | undefined>
  /** Those that are not finished, the oldest first. */
  open(): Promise<readonly StoredDelivery[]>
  finish(guid: string, end: { readonly state: 'done' | 'failed'; readonly why?: string }): Promise<void>
}

export function createDeliveries({ db }: Store): Deliveries {
  return {
    async store(delivery) {
      const insert = db.insertInto('deliveries').values(row(delivery)).onConflict((same) => same.column('guid').doNothing())
      const { numInsertedOrUpdatedRows } = await insert.executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows === 1n ? 'stored' : 'repeat'
    },
    get: (guid) => db.selectFrom('deliveries').selectAll().where('guid', '=', guid).executeTakeFirst(),
    open: () => db.selectFrom('deliveries').selectAll().where('state', '=', 'open').orderBy('receivedAt').orderBy('guid').execute(),
    async finish(guid, { state, why }) {
      const end = { state, why: shaped('word', why ?? null), finishedAt: sql<Date>`now()` }
      await db.updateTable('deliveries').set(end).where('guid', '=', guid).execute()
    },
  }
}

function row(delivery: Delivery): Insertable<DeliveriesTable> {
  const { installationId, repositoryId, number, extra } = delivery
  return {
    guid: shaped('guid', delivery.guid),
    event: shaped('word', delivery.event),
    action: shaped('word', delivery.action),
    installationId,
    repositoryId,
    repository: shaped('repository', delivery.repository),
    ref: shaped('ref', delivery.ref),
    before: shaped('sha', delivery.before),
    after: shaped('sha', delivery.after),
    number,
    extra: JSON.stringify(checked(extra)),
    receivedAt: new Date(),
  }
}

function checked(extra: Extra): Extra {
  for (const [name, value] of Object.entries(extra)) {
    shaped('word', name.toLowerCase())
    if (typeof value === 'string' && !(isShaped(name === 'by' ? 'login' : 'word', value) || isShaped('sha', value))) {
      throw new TypeError('not of the shape that the ledger keeps beside a delivery')
    }
  }
  return extra
}
