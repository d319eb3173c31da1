import type { Store } from './store.ts'

/** The blobs of fetched ranges in which nothing was found: a commit that is looked at again costs what is new. */
export interface CleanBlobs {
  /** Those of these blobs that are known to be clean by rules of this version, with their bytes. */
  among(repositoryId: number, asked: { readonly blobs: ReadonlySet<string>; readonly rules: string }): Promise<ReadonlyMap<string, number>>
  note(repositoryId: number, clean: { readonly blobs: ReadonlyMap<string, number>; readonly rules: string }): Promise<void>
}

/** Blobs a statement: far below the 65,535 parameters that it takes. */
const ROWS = 2_000
/** What was not asked for in so long is not kept: ranges are looked at again within days. */
const DAYS = 30

export function createCleanBlobs({ db }: Store): CleanBlobs {
  return {
    async among(repositoryId, { blobs, rules }) {
      const known = new Map<string, number>()
      for (const some of batches([...blobs])) {
        const query = db.selectFrom('cleanBlobs').select(['blob', 'bytes']).where('repositoryId', '=', repositoryId).where('rules', '=', rules)
        for (const { blob, bytes } of await query.where('blob', 'in', some).execute()) known.set(blob, bytes)
      }
      return known
    },
    async note(repositoryId, { blobs, rules }) {
      const notedAt = new Date()
      await db.deleteFrom('cleanBlobs').where('notedAt', '<', new Date(notedAt.getTime() - DAYS * 86_400_000)).execute()
      for (const some of batches([...blobs])) {
        const rows = some.map(([blob, bytes]) => ({ repositoryId, blob, bytes, rules, notedAt }))
        await db.insertInto('cleanBlobs').values(rows).onConflict((same) => same.columns(['repositoryId', 'blob'])
          .doUpdateSet((of) => ({ rules: of.ref('excluded.rules'), notedAt: of.ref('excluded.notedAt') }))).execute()
      }
    },
  }
}

function* batches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += ROWS) yield items.slice(start, start + ROWS)
}
