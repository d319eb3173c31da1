import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Alias, Document, Node, Pair, YAMLError } from 'yaml'
import type { Json } from '../lib/json.ts'
import { troubleOf } from './yaml-trouble.ts'

/** A YAML file with the places of what is in it; lines and columns from 1. */
export interface YamlFile {
  readonly value: Json
  /** Where a key or a value stands; what cannot be located stands where its parent does. */
  place(path: readonly (string | number)[], at: 'key' | 'value'): Spot
}

export interface Spot {
  readonly line: number
  readonly column: number
}

export interface Trouble extends Spot {
  readonly message: string
}

const MOST_CHARACTERS = 300_000
const MOST_ALIASES = 100

/** Reads a YAML file. `file` is there whenever its structure can be trusted: also with duplicate keys among the troubles. */
export function readYaml(text: string): { readonly file?: YamlFile; readonly troubles: readonly Trouble[] } {
  if (text.length > MOST_CHARACTERS) return refused(`the file has ${text.length} characters, expected at most ${MOST_CHARACTERS}`)
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, uniqueKeys: false })
    const errors = [...document.errors, ...document.warnings]
    const loose = looseAliases(document, lines)
    if (loose.length > 0 || errors.length > 0) return { troubles: [...troublesOf(errors, lines), ...loose] }
    return { troubles: doubleKeys(document, lines), file: fileOf(document, lines) }
  } catch (error) {
    // Aliases that multiply beyond all measure, and nesting deeper than the stack, are the two ways in which `yaml` throws.
    if (error instanceof ReferenceError) return refused('the aliases of this file unfold to too much, expected few or none')
    if (error instanceof RangeError) return refused('this file is nested too deeply, expected a policy')
    throw error
  }
}

function refused(message: string): { readonly troubles: readonly Trouble[] } {
  return { troubles: [{ line: 1, column: 1, message }] }
}

// What `yaml` says a second time about one place is an echo; so is all that follows when it gives up on the nesting.
function troublesOf(errors: readonly YAMLError[], lines: LineCounter): readonly Trouble[] {
  const tooDeep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  const firsts = new Map((tooDeep ? [tooDeep] : errors.toReversed()).map((error) => [error.pos[0], error]))
  return Array.from(firsts.values(), ({ pos, code }) => ({ ...spot(lines, pos[0]), message: troubleOf(code) }))
}

// Each look for an anchor reads the whole document, so only so many are worth it.
function looseAliases(document: Document, lines: LineCounter): readonly Trouble[] {
  const aliases: Alias[] = []
  visit(document, {
    Alias(_, alias) {
      aliases.push(alias)
      return aliases.length > MOST_ALIASES ? visit.BREAK : undefined
    },
  })
  const late = aliases[MOST_ALIASES]
  if (late !== undefined) return [{ ...spot(lines, startOf(late) ?? 0), message: `found an alias too many, expected at most ${MOST_ALIASES}` }]
  const loose = aliases.filter((alias) => alias.resolve(document) === undefined)
  return loose.map((alias) => ({ ...spot(lines, startOf(alias) ?? 0), message: troubleOf('BAD_ALIAS') }))
}

// `yaml` looks for these too, but compares every key with every other.
function doubleKeys(document: Document, lines: LineCounter): readonly Trouble[] {
  const doubles: Trouble[] = []
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        const name = isScalar(key) ? key.value : key
        if (seen.has(name)) doubles.push({ ...spot(lines, startOf(key) ?? 0), message: troubleOf('DUPLICATE_KEY') })
        seen.add(name)
      }
    },
  })
  return doubles
}

function fileOf(document: Document, lines: LineCounter): YamlFile {
  const value: Json = document.toJS({ maxAliasCount: 100 })
  return {
    value,
    place(path, at) {
      return spot(lines, offsetOf(document, { path, at }))
    },
  }
}

function offsetOf(document: Document, to: { readonly path: readonly (string | number)[]; readonly at: 'key' | 'value' }): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [i, step] of to.path.entries()) {
    const pair = pairAt(node, step)
    const key = startOf(pair?.key)
    node = dealiased(pair === undefined ? itemAt(node, step) : pair.value, document)
    const value = isScalar(node) && node.value === null ? undefined : startOf(node)
    const keyWanted = to.at === 'key' && i === to.path.length - 1
    offset = (keyWanted ? key : value) ?? key ?? offset
  }
  return offset
}

function pairAt(node: unknown, key: string | number): Pair | undefined {
  return isMap(node) ? node.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === key) : undefined
}

function itemAt(node: unknown, index: string | number): unknown {
  return isSeq(node) && typeof index === 'number' ? node.items[index] : undefined
}

function dealiased(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? rangeStart(node) : undefined
}

function rangeStart(node: Node): number | undefined {
  return node.range?.[0]
}

function spot(lines: LineCounter, offset: number): Spot {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(1, line), column: Math.max(1, col) }
}
