import type { Json } from '../../../src/lib/json.ts'
import { stamp } from '../world/clock.ts'
import type { Call } from './call.ts'
import { ok, type JsonObject, type Reply } from './reply.ts'

export interface Page {
  readonly number: number
  readonly size: number
}

/** `page` and `per_page` as GitHub takes them: 30 unless told, at most 100 (or `most`). */
export function pageOf(call: Call, most = 100): Page {
  const { searchParams } = call.url
  const number = Math.max(1, Math.trunc(Number(searchParams.get('page') ?? 1)) || 1)
  const size = Math.trunc(Number(searchParams.get('per_page') ?? 30)) || 30
  return { number, size: Math.min(Math.max(1, size), most) }
}

/** One page of a list, with the `Link` header to the others. */
export function paged<T>(call: Call, list: { readonly items: readonly T[]; shape(item: T): Json | Promise<Json> }): Promise<Reply> {
  return pagedIn(call, { ...list, wrap: (items) => [...items] })
}

/** The same where the list stands in an object: `{ total_count, check_runs }`. */
export function counted<T>(
  call: Call,
  list: { readonly items: readonly T[]; readonly name: string; shape(item: T): Json | Promise<Json> },
): Promise<Reply> {
  return pagedIn(call, { ...list, wrap: (items): JsonObject => ({ total_count: list.items.length, [list.name]: items }) })
}

async function pagedIn<T>(
  call: Call,
  list: { readonly items: readonly T[]; shape(item: T): Json | Promise<Json>; wrap(items: readonly Json[]): Json },
): Promise<Reply> {
  const page = pageOf(call)
  const from = (page.number - 1) * page.size
  const items = await Promise.all(list.items.slice(from, from + page.size).map(async (item) => list.shape(item)))
  return { ...ok(list.wrap(items)), headers: linkHeader(call, { page, total: list.items.length }) }
}

/** https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export function linkHeader(call: Call, list: { readonly page: Page; readonly total: number }): Record<string, string> {
  const { number, size } = list.page
  const last = Math.max(1, Math.ceil(list.total / size))
  const pages: [string, number][] = []
  if (number > 1) pages.push(['prev', number - 1])
  if (number < last) pages.push(['next', number + 1], ['last', last])
  if (number > 1) pages.push(['first', 1])
  const links = pages.map(([rel, page]) => `<${addressOf(call, { page: String(page) })}>; rel="${rel}"`)
  return links.length === 0 ? {} : { link: links.join(', ') }
}

export function addressOf(call: Call, changed: Readonly<Record<string, string>>): string {
  const url = new URL(call.url)
  for (const [name, value] of Object.entries(changed)) url.searchParams.set(name, value)
  return url.href
}

/** The items that changed at or after the `since` of the query. */
export function since<T>(call: Call, list: { readonly items: readonly T[]; at(item: T): Date }): readonly T[] {
  const from = call.url.searchParams.get('since')
  return from === null ? list.items : list.items.filter((item) => stamp(list.at(item)) >= stamp(new Date(from)))
}
