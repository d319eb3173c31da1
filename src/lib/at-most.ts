/** Does a piece of work for each item, at most `limit` at a time; the results stand in the items' order. */
export async function atMost<Item, Result>(limit: number, each: Each<Item, Result>): Promise<readonly Result[]> {
  const results: Result[] = []
  const waiting = [...each.items].entries()
  async function work(): Promise<void> {
    for (const [index, item] of waiting) results[index] = await each.work(item)
  }
  await Promise.all(Array.from({ length: limit }, work))
  return results
}

export interface Each<Item, Result> {
  readonly items: Iterable<Item>
  work(item: Item): Promise<Result>
}
