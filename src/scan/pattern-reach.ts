/** How far a pattern can look, in characters. */
export interface Reach {
  /** The longest match. */
  readonly length: number
  /** What lookbehinds see before a place, and lookaheads after it, at most. */
  readonly before: number
  readonly after: number
}

/** Measures a pattern by its source; `unbounded` where any repeat, also inside a lookaround, has no upper bound. */
export function reachOf(pattern: RegExp): Reach | 'unbounded' {
  const reader = new PatternReader(pattern.source)
  const length = reader.alternatives()
  const reach = { length, before: reader.before, after: reader.after }
  return Number.isFinite(length + reach.before + reach.after) ? reach : 'unbounded'
}

const QUANTIFIER = /[*+?]|\{(\d{1,9})(?:(,)(\d{0,9}))?\}/y
const OPENING = /\((?:\?(?:(?<look><?[=!])|<(?<name>\w{1,99})>|[a-z-]{0,9}:))?/y
const CLASS = /\[(?:[^\]\\]|\\[^])*\]/y
const ESCAPE = new RegExp([
  String.raw`\\(?:k<(?<name>\w{1,99})>|(?<number>[1-9]\d{0,2})|(?<edge>[bB])`,
  String.raw`u\{[^}]{1,9}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]{1,60}\}|c[A-Za-z]|[^])`,
].join('|'), 'y')

class PatternReader {
  before = 0
  after = 0
  readonly #source: string
  readonly #groups = new Map<string, number>()
  #count = 0
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  /** The longest of the alternatives from here to the closing parenthesis or the end. */
  alternatives(): number {
    let longest = this.#sequence()
    while (this.#source[this.#at] === '|') {
      this.#at++
      longest = Math.max(longest, this.#sequence())
    }
    return longest
  }

  #sequence(): number {
    let length = 0
    while (this.#at < this.#source.length && !'|)'.includes(this.#source.charAt(this.#at))) {
      const atom = this.#atom()
      const times = this.#times()
      length += times === Infinity ? Infinity : atom * times
    }
    return length
  }

  #atom(): number {
    const first = this.#source.charAt(this.#at)
    if (first === '(') return this.#group()
    if (first === '\\') return this.#escape()
    if (this.#take(CLASS)) return 1
    this.#at++
    return first === '^' || first === '$' ? 0 : 1
  }

  #group(): number {
    const opening = this.#take(OPENING)
    if (!opening) throw new TypeError('a group of this pattern cannot be read')
    const { look, name } = opening.groups ?? {}
    const number = opening[0] === '(' || name !== undefined ? ++this.#count : 0
    const length = this.alternatives()
    this.#at++
    if (look?.startsWith('<')) this.before = Math.max(this.before, length)
    else if (look !== undefined) this.after = Math.max(this.after, length)
    if (number > 0) this.#groups.set(String(number), length)
    if (name !== undefined) this.#groups.set(name, length)
    return look === undefined ? length : 0
  }

  #escape(): number {
    const { name, number, edge } = this.#take(ESCAPE)?.groups ?? {}
    if (edge !== undefined) return 0
    const group = name ?? number
    return group === undefined ? 1 : (this.#groups.get(group) ?? 0)
  }

  #times(): number {
    const quantifier = this.#take(QUANTIFIER)
    if (!quantifier) return 1
    if (this.#source[this.#at] === '?') this.#at++
    const [text, least, comma, most] = quantifier
    if (text === '?') return 1
    if (least === undefined || (comma !== undefined && most === '')) return Infinity
    return Number(most ?? least)
  }

  #take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at
    const match = token.exec(this.#source)
    if (match) this.#at += match[0].length
    return match
  }
}
