import { isMap, isNode, isSeq, visit, type Node, type Pair, type YAMLMap } from 'yaml'
import { indentUnit } from './indent.ts'
import { quoteOf, scalarOf } from './scalar.ts'
import { keyText, lineEnd, lineStart, nodeAt, pairAt, pairsOf, resolve, valueEnd, type Path, type Source } from './source.ts'
import type { Refused, Splice } from './splice.ts'

/** Keys to take out of one map of scalars and keys to set in it. */
export interface MapEdit {
  readonly path: Path
  readonly remove: readonly string[]
  readonly set: ReadonlyMap<string, string>
  /** The keys behind the first of which the new keys go, or the map itself where there is none yet; else they go at the end. */
  readonly after?: readonly string[]
}

type Item = Pair<Node, Node | null>

/** The splices of an edit. What is added stands where the first removed key stood; an emptied map goes with its key. */
export function editMap(source: Source, edit: MapEdit): readonly Splice[] | Refused {
  const map = nodeAt(source, edit.path)
  if (!isMap(map)) return edit.set.size === 0 ? [] : createMap(source, edit)
  const pairs = pairsOf(map)
  const removed = pairs.filter((pair) => edit.remove.includes(keyText(pair)) && !edit.set.has(keyText(pair)))
  const added = [...edit.set].filter(([name]) => !pairs.some((pair) => keyText(pair) === name))
  if (removed.length === pairs.length && added.length === 0 && pairs.length > 0) return map.anchor === undefined ? dropOwn(source, edit.path) : dropMap(source, map)
  const replaced = pairs.filter((pair) => edit.set.has(keyText(pair)))
  const inPlace = replaced.map((pair) => replaceValue(source, { pair, value: edit.set.get(keyText(pair)) ?? '', flow: map.flow === true }))
  const work = { map, removed, added, after: edit.after }
  return [...inPlace, ...(map.flow === true ? editFlow(source, work) : editBlock(source, work))]
}

interface Work {
  readonly map: YAMLMap
  readonly removed: readonly Item[]
  readonly added: readonly (readonly [string, string])[]
  readonly after: readonly string[] | undefined
}

/** A pair that goes, and the map that it goes from. */
interface Going {
  readonly map: YAMLMap
  readonly pair: Item
  /** All pairs that go from it in the same edit. */
  readonly gone?: readonly Item[]
}

function replaceValue(source: Source, given: { readonly pair: Item; readonly value: string; readonly flow: boolean }): Splice {
  const { pair, value, flow } = given
  const text = scalarOf(value, { quote: quoteOf(pair.value), flow })
  if (isEmpty(pair)) return { start: afterColon(source, pair), end: afterColon(source, pair), text: ` ${text}` }
  return { start: startOf(pair.value), end: pairEnd(source, pair), text }
}

function editBlock(source: Source, { map, removed, added, after }: Work): readonly Splice[] {
  if (added.length === 0) return removed.map((pair) => removePair(source, { map, pair, gone: removed }))
  const [first, ...rest] = removed
  const last = behind(map, after)
  const quote = quoteOf((first ?? last)?.value)
  const lines = added.map(([name, value]) => `${name}: ${scalarOf(value, { quote, flow: false })}`)
  const indent = source.newline + ' '.repeat(columnOf(source, map))
  if (first !== undefined) {
    const splice = { start: startOf(first.key), end: lineEnd(source.text, pairEnd(source, first)), text: lines.join(indent) }
    return [splice, ...rest.map((pair) => removePair(source, { map, pair, gone: removed }))]
  }
  const end = lineEnd(source.text, last === undefined ? 0 : pairEnd(source, last))
  return [{ start: end, end, text: lines.map((line) => indent + line).join('') }]
}

/** Takes a pair's whole lines; of a pair that begins behind a dash, all up to the next key or its comment. */
function removePair(source: Source, { map, pair, gone = [] }: Going): Splice {
  const { text } = source
  const start = startOf(pair.key)
  const end = lineEnd(text, pairEnd(source, pair))
  if (text.slice(lineStart(text, start), start).trim() === '') return wholeLines(text, { start: commentStart(source, { map, pair, gone }), end })
  const following = pairsOf(map)[pairsOf(map).indexOf(pair) + 1]
  const next = following === undefined ? end : startOf(following.key)
  const comment = text.slice(end, next).indexOf('#')
  return { start, end: comment < 0 ? next : end + comment, text: '' }
}

/** Where the comment begins that speaks of a pair alone: it stands right above, and no key that stays stands right below. */
function commentStart(source: Source, { map, pair, gone = [] }: Going): number {
  const { text } = source
  const start = startOf(pair.key)
  const following = pairsOf(map).slice(pairsOf(map).indexOf(pair) + 1)
  const run = following.findIndex((one) => !gone.includes(one))
  const [last, next] = run < 0 ? [following.at(-1) ?? pair, undefined] : [following[run - 1] ?? pair, following[run]]
  const between = next === undefined ? '\n\n' : text.slice(lineEnd(text, pairEnd(source, last)), startOf(next.key))
  if (between.split('\n').length <= 2) return start
  const indent = text.slice(lineStart(text, start), start)
  let from = lineStart(text, start)
  while (from > 0) {
    const above = lineStart(text, from - 1)
    if (!text.slice(above, from).startsWith(`${indent}#`)) break
    from = above
  }
  return from
}

/** The lines of a span with their newline; at the end of a file without one, the newline before them. */
export function wholeLines(text: string, span: { readonly start: number; readonly end: number }): Splice {
  const start = lineStart(text, span.start)
  const newline = text.indexOf('\n', span.end)
  if (newline >= 0) return { start, end: newline + 1, text: '' }
  return { start: text[start - 2] === '\r' ? start - 2 : Math.max(0, start - 1), end: text.length, text: '' }
}

function editFlow(source: Source, { map, removed, added }: Work): readonly Splice[] {
  if (added.length === 0) return runsOf(map, removed).map((run) => removeRun(source, { map, run }))
  const [first, ...rest] = removed
  const text = added.map(([name, value]) => `${name}: ${scalarOf(value, { quote: quoteOf(first?.value), flow: true })}`).join(', ')
  if (first !== undefined) {
    return [{ start: startOf(first.key), end: pairEnd(source, first), text }, ...runsOf(map, rest).map((run) => removeRun(source, { map, run }))]
  }
  const last = pairsOf(map).at(-1)
  if (last === undefined) return [{ start: startOf(map), end: map.range?.[1] ?? 0, text: `{ ${text} }` }]
  return [{ start: pairEnd(source, last), end: pairEnd(source, last), text: `, ${text}` }]
}

function removeFlow(source: Source, { map, pair }: Going): Splice {
  return removeRun(source, { map, run: [pair] })
}

/** Pairs that stand next to each other. */
function runsOf(map: YAMLMap, removed: readonly Item[]): readonly (readonly Item[])[] {
  const pairs = pairsOf(map)
  return removed.reduce<readonly (readonly Item[])[]>((runs, pair) => {
    const last = runs.at(-1)
    const follows = last !== undefined && pairs.indexOf(pair) === pairs.indexOf(last.at(-1) ?? pair) + 1
    return follows ? [...runs.slice(0, -1), [...last, pair]] : [...runs, [pair]]
  }, [])
}

/** With the comma behind them, or at the end the comma before them. */
function removeRun(source: Source, { map, run }: { readonly map: YAMLMap; readonly run: readonly Item[] }): Splice {
  const pairs = pairsOf(map)
  const [first, last] = [run[0], run.at(-1)]
  const before = pairs.find((_, i) => pairs[i + 1] === first)
  const next = pairs.find((_, i) => i > 0 && pairs[i - 1] === last)
  const start = startOf(first?.key ?? null)
  if (next !== undefined) return { start, end: startOf(next.key), text: '' }
  return { start: before === undefined ? start : pairEnd(source, before), end: last === undefined ? start : pairEnd(source, last), text: '' }
}

/** Takes the map's key too; without an anchor it stands nowhere else. */
function dropOwn(source: Source, path: Path): readonly Splice[] | Refused {
  const holder = nodeAt(source, path.slice(0, -1))
  const pair = pairAt(source, path)
  if (!isMap(holder) || pair === undefined) return { refused: 'the map stands where it cannot be taken out' }
  return [holder.flow === true ? removeFlow(source, { map: holder, pair }) : removePair(source, { map: holder, pair })]
}

/** Takes the map's key too, wherever the map or an alias of it stands. */
function dropMap(source: Source, map: YAMLMap): readonly Splice[] | Refused {
  const splices: Splice[] = []
  visit(source.doc, {
    Map(_, node) {
      for (const pair of pairsOf(node)) {
        if (!isNode(pair.value) || resolve(source, pair.value) !== map) continue
        splices.push(node.flow === true ? removeFlow(source, { map: node, pair }) : removePair(source, { map: node, pair }))
      }
    },
  })
  return splices.length === 0 ? { refused: 'the map stands where it cannot be taken out' } : splices
}

/** A map that is not there yet, as the value of a new key in its parent; or one in place of `read-all`. */
function createMap(source: Source, edit: MapEdit): readonly Splice[] | Refused {
  const parent = nodeAt(source, edit.path.slice(0, -1))
  if (!isMap(parent) || parent.flow === true) return { refused: 'the place for a new block is written in flow style' }
  const indent = columnOf(source, parent)
  const inner = source.newline + ' '.repeat(indent + indentUnit(source))
  const body = [...edit.set].map(([key, value]) => `${inner}${key}: ${scalarOf(value, { quote: 'plain', flow: false })}`).join('')
  const old = pairAt(source, edit.path)
  if (old !== undefined) return [{ start: afterColon(source, old), end: pairEnd(source, old), text: body }]
  const last = behind(parent, edit.after)
  const end = lineEnd(source.text, last === undefined ? 0 : pairEnd(source, last))
  return [{ start: end, end, text: `${source.newline}${' '.repeat(indent)}${String(edit.path.at(-1))}:${body}` }]
}

function behind(map: YAMLMap, keys: readonly string[] = []): Item | undefined {
  return pairsOf(map).find((pair) => keys.includes(keyText(pair))) ?? pairsOf(map).at(-1)
}

/** Where a pair's value ends, its comment not included. */
function pairEnd(source: Source, pair: Item): number {
  return isEmpty(pair) || pair.value === null ? afterColon(source, pair) : valueEnd(source.text, pair.value)
}

function isEmpty({ value }: Item): boolean {
  return value === null || (value.range?.[0] === value.range?.[1] && !isMap(value) && !isSeq(value))
}

function afterColon(source: Source, pair: Item): number {
  return source.text.indexOf(':', pair.key.range?.[1] ?? 0) + 1
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}

function columnOf(source: Source, map: YAMLMap): number {
  const [first] = pairsOf(map)
  const start = first === undefined ? 0 : startOf(first.key)
  return start - lineStart(source.text, start)
}
