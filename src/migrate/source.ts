import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Alias, type Document, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Problem } from '../finding.ts'

export type Path = readonly (string | number)[]

/** A workflow's text with its syntax tree. Offsets are UTF-16. Nothing here knows what a workflow means. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly doc: Document.Parsed
  readonly newline: '\n' | '\r\n'
  readonly lines: LineCounter
}

/** The parsed text, or the first thing that keeps it from being a workflow. */
export function parseSource(path: string, text: string): Source | Problem {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, keepSourceTokens: true })
  const error = doc.errors[0]
  if (error !== undefined) return { source: path, ...placeAt(lines, error.pos[0]), message: firstLine(error.message) }
  const loose = looseAlias(doc)
  if (loose !== undefined) return { source: path, ...placeAt(lines, loose.range?.[0] ?? 0), message: `no anchor &${loose.source} stands before this alias` }
  if (!isMap(doc.contents)) return { source: path, line: 1, column: 1, message: 'expected a workflow: a map with "on" and "jobs"' }
  const newline = text.slice(0, text.indexOf('\n') + 1).endsWith('\r\n') ? '\r\n' : '\n'
  const source: Source = { path, text, doc, newline, lines }
  return plain(source) === undefined ? { source: path, line: 1, column: 1, message: 'an alias holds itself, or expands without end' } : source
}

function placeAt(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
}

function looseAlias(doc: Document.Parsed): Alias | undefined {
  let found: Alias | undefined
  visit(doc, {
    Alias(_, node) {
      if (found === undefined && node.resolve(doc) === undefined) found = node
    },
  })
  return found
}

/** The document as plain values, aliases expanded into values of their own; undefined where they would expand without end. */
export function plain(source: Source): unknown {
  try {
    const value: unknown = JSON.parse(JSON.stringify(source.doc.toJS({ maxAliasCount: 1000 })))
    return value
  } catch {
    return undefined
  }
}

/** The node at a path, through aliases. */
export function nodeAt(source: Source, path: Path): Node | undefined {
  let node = resolve(source, source.doc.contents)
  for (const key of path) node = resolve(source, child(node, key))
  return node
}

/** The pair that holds the value at a path; its value may be an alias. */
export function pairAt(source: Source, path: Path): Pair<Node, Node | null> | undefined {
  const map = nodeAt(source, path.slice(0, -1))
  return isMap(map) ? pairsOf(map).find((pair) => keyText(pair) === path.at(-1)) : undefined
}

export function pairsOf(map: YAMLMap): readonly Pair<Node, Node | null>[] {
  return map.items.filter(isWritten)
}

/** A key and a value as parsed text has them: the value null where nothing is written. */
function isWritten(item: unknown): item is Pair<Node, Node | null> {
  return isPair(item) && isNode(item.key) && (item.value === null || isNode(item.value))
}

export function keyText(pair: Pair<Node, Node | null>): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

export function resolve(source: Source, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(source.doc)
  return isNode(node) ? node : undefined
}

function child(node: Node | undefined, key: string | number): unknown {
  if (isMap(node)) return pairsOf(node).find((pair) => keyText(pair) === key)?.value
  return isSeq(node) && typeof key === 'number' ? node.items[key] : undefined
}

/** What GitHub takes a scalar for: its text, numbers and booleans as they are written. Undefined for maps and lists. */
export function scalarText(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined
  if (typeof node.value === 'string') return node.value
  return node.source ?? (node.value === null ? '' : JSON.stringify(node.value))
}

function lastOf({ key, value }: Pair): unknown {
  const written = isNode(value) && value.range && value.range[1] > value.range[0]
  return written ? value : key
}

/** From 1. */
export function lineOf(source: Source, offset: number): number {
  return source.lines.linePos(offset).line
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Where the line that holds `offset` ends, its newline not included. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  if (at < 0) return text.length
  return text[at - 1] === '\r' && at > offset ? at - 1 : at
}

/** Where the last character of a value stands, plus one: no comment, blank line or newline behind it. */
export function valueEnd(text: string, node: Node): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last = node.items.at(-1)
    const inner = isPair(last) ? lastOf(last) : last
    if (isNode(inner)) return valueEnd(text, inner)
  }
  let end = node.range?.[1] ?? 0
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--
  return Math.max(end, node.range?.[0] ?? 0)
}
