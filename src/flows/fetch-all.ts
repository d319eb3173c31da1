import type { AskedRange, Fetched, Hosted } from '../repo/hosted.ts'
import { union } from './union.ts'

/** Fetches every range that ends in this commit, as one; whatever was fetched goes if one of them fails. */
export async function fetchAll(hosted: Hosted, { head, asked }: { head: string; asked: readonly [AskedRange, ...AskedRange[]] }): Promise<Fetched> {
  const [first, ...rest] = asked
  const all: [Fetched, ...Fetched[]] = [await hosted.fetch(head, first)]
  try {
    for (const one of rest) all.push(await hosted.fetch(head, one))
  } catch (error) {
    for (const { repo } of all) await repo.close()
    throw error
  }
  return all.length === 1 ? all[0] : { ...all[0], repo: union(all) }
}
