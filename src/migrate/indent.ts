import { isMap, isSeq } from 'yaml'
import { lineStart, nodeAt, pairsOf, type Source } from './source.ts'

/** By how many columns the file indents what stands inside: read from its jobs, 2 where they tell nothing. */
export function indentUnit(source: Source): number {
  const jobs = nodeAt(source, ['jobs'])
  if (!isMap(jobs)) return 2
  for (const job of pairsOf(jobs)) {
    const first = isMap(job.value) && job.value.flow !== true ? pairsOf(job.value)[0] : undefined
    if (first !== undefined) return Math.max(1, columnAt(source, first.key.range?.[0]) - columnAt(source, job.key.range?.[0]))
  }
  return 2
}

/** Where an item's dash stands, the dash's column and that of what follows it. */
export interface ItemIndent {
  readonly offset: number
  readonly dash: number
  readonly content: number
}

/** How an item of a block list stands; undefined in flow style. */
export function itemIndent(source: Source, { list, index }: { readonly list: unknown; readonly index: number }): ItemIndent | undefined {
  if (!isSeq(list) || list.flow === true || list.srcToken?.type !== 'block-seq') return undefined
  const offset = list.srcToken.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset
  if (offset === undefined) return undefined
  const item = list.items[index]
  const first = isMap(item) && item.flow !== true ? pairsOf(item)[0]?.key.range?.[0] : undefined
  const dash = columnAt(source, offset)
  return { offset, dash, content: first === undefined ? dash + 2 : columnAt(source, first) }
}

function columnAt(source: Source, offset = 0): number {
  return offset - lineStart(source.text, offset)
}
