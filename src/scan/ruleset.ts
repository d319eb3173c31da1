import type { Part, TokenKind } from '../provider.ts'
import { automatonOf, type Automaton } from './keywords.ts'
import { reachOf, type Reach } from './pattern-reach.ts'

/** Token kinds made ready to scan with. Made once, used for any number of texts; its inside is this folder's. */
export interface Ruleset {
  readonly rules: readonly Rule[]
  readonly keywords: Automaton<Keyword>
  /** Whether texts in base64 are scanned too, and characters that are spelled in others are read as they are meant. */
  readonly decoding: Decoding
  /** The most bytes that any try needs to see before and from the place where it starts. */
  readonly before: number
  readonly from: number
  /** What pack/rule-table.ts made of these rules, where it is at hand. */
  readonly table?: string
}

export type Decoding = 'on' | 'off'

/** A kind with its pattern made sticky. */
export interface Rule {
  readonly index: number
  readonly kind: TokenKind
  readonly pattern: RegExp
  readonly reach: Reach
  /** How many different starts a hit of one of its keywords can lead to, and how far apart they can lie. */
  readonly spread: number
  readonly parts: readonly PartRule[]
}

/** A part with its pattern made global. */
export interface PartRule {
  readonly part: Part
  readonly pattern: RegExp
  readonly reach: Reach
}

export interface Keyword {
  readonly rule: Rule
  readonly length: number
}

export interface CompileOptions {
  readonly table?: string | undefined
  readonly trust?: 'tested' | 'untested' | undefined
  readonly decoding?: Decoding | undefined
}

/**
 * Throws a TypeError for a kind that breaks the contract: an unbounded pattern, a short or non-ASCII keyword. Of kinds that
 * are tested, as those are of which there is a table, each is made ready when it is first tried.
 */
export function compile(kinds: readonly TokenKind[], { table, decoding = 'on', trust = table === undefined ? 'untested' : 'tested' }: CompileOptions = {}): Ruleset {
  const rules = kinds.map((kind, index) => new LateRule(kind, index))
  if (trust === 'untested') for (const rule of rules) rule.check()
  let keywords: Automaton<Keyword> | undefined
  return {
    rules,
    decoding,
    ...(table !== undefined && { table }),
    // Whoever looks for keywords in another way does not wait for it.
    get keywords() {
      return (keywords ??= automatonOf(rules.flatMap((rule) => keywordsOf(rule).map((word) => [word, { rule, length: word.length }] as const))))
    },
    get before() {
      return Math.max(0, ...rules.map((rule) => rule.reach.before + rule.spread))
    },
    get from() {
      return Math.max(0, ...rules.map((rule) => rule.reach.length + rule.reach.after + rule.spread))
    },
  }
}

class LateRule implements Rule {
  readonly kind: TokenKind
  readonly index: number
  #pattern: RegExp | undefined
  #reach: Reach | undefined
  #parts: readonly PartRule[] | undefined

  constructor(kind: TokenKind, index: number) {
    this.kind = kind
    this.index = index
  }

  get pattern(): RegExp {
    return (this.#pattern ??= new RegExp(this.kind.pattern.source, `${this.kind.pattern.flags}yd`))
  }

  get reach(): Reach {
    return (this.#reach ??= boundedReach(this.kind.pattern, this.kind.id))
  }

  get spread(): number {
    return Math.max(...this.kind.keywords.map((word) => word.length)) + (this.kind.lookBehind ?? 0)
  }

  get parts(): readonly PartRule[] {
    return (this.#parts ??= (this.kind.parts ?? []).map((part) => partRule(part, this.kind.id)))
  }

  check(): void {
    boundedReach(this.kind.pattern, this.kind.id)
    for (const part of this.kind.parts ?? []) partRule(part, this.kind.id)
    keywordsOf(this)
  }
}

function partRule(part: Part, id: string): PartRule {
  return { part, pattern: new RegExp(part.pattern.source, `${part.pattern.flags}gd`), reach: boundedReach(part.pattern, `${id}.${part.name}`) }
}

function boundedReach(pattern: RegExp, name: string): Reach {
  const reach = reachOf(pattern)
  if (reach === 'unbounded') throw new TypeError(`the pattern of ${name} has a repeat without an upper bound`)
  return reach
}

function keywordsOf(rule: Rule): readonly string[] {
  const words = [...new Set(rule.kind.keywords.map((word) => word.toLowerCase()))]
  const bad = words.find((word) => !/^[\x20-\x7e]{3,64}$/.test(word))
  if (bad !== undefined) throw new TypeError(`${rule.kind.id}: a keyword is 3 to 64 characters of ASCII, not ${JSON.stringify(bad)}`)
  return words
}
