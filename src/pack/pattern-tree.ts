// Reads what a pattern's text must be made of, byte by byte, and lets through more than the pattern itself would: what it
// looks at around its match is left out, and what it repeats of itself may be anything.

/** Which of the 256 bytes may stand at a place: 1 for each that may. */
export type ByteSet = Uint8Array

export type PatternTree =
  | { readonly is: 'byte'; readonly set: ByteSet }
  | { readonly is: 'sequence'; readonly items: readonly PatternTree[] }
  | { readonly is: 'choice'; readonly items: readonly PatternTree[] }
  | { readonly is: 'repeat'; readonly item: PatternTree; readonly least: number; readonly most: number }

const NOTHING: PatternTree = { is: 'sequence', items: [] }
const ANYTHING: PatternTree = { is: 'repeat', item: { is: 'byte', set: new Uint8Array(256).fill(1) }, least: 0, most: Infinity }

const QUANTIFIER = /(?:[*+?]|\{(?<least>\d{1,9})(?:(?<comma>,)(?<most>\d{0,9}))?\})\??/y
const OPENING = /\((?:\?(?:(?<look><?[=!])|<\w{1,99}>|:|(?<flags>)))?/y
const CLASS = /\[(?:[^\]\\]|\\[^])*\]/y
const EDGE = /\^|\$|\\[bB]/y
const AGAIN = /\\(?:k<\w{1,99}>|[1-9]\d{0,2})/y
const ATOM = /\\(?:u\{[^}]{1,9}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]{1,60}\}|c[A-Za-z]|[^])|[^\\]/y

/** The tree of a pattern that reads one byte as one character; `unreadable` where it uses what is not known here. */
export function treeOf(pattern: RegExp): PatternTree | 'unreadable' {
  const reader = new TreeReader(pattern)
  const tree = reader.choice()
  return reader.state === 'read' ? tree : 'unreadable'
}

class TreeReader {
  readonly #source: string
  readonly #flags: string
  #at = 0
  #known = true

  constructor(pattern: RegExp) {
    this.#source = pattern.source
    this.#flags = pattern.flags.replaceAll(/[gydm]/g, '')
  }

  get state(): 'read' | 'stopped' {
    return this.#known && this.#at === this.#source.length ? 'read' : 'stopped'
  }

  choice(): PatternTree {
    const items = [this.#sequence()]
    while (this.#known && this.#source[this.#at] === '|') {
      this.#at++
      items.push(this.#sequence())
    }
    return items.length === 1 && items[0] ? items[0] : { is: 'choice', items }
  }

  #sequence(): PatternTree {
    const items: PatternTree[] = []
    while (this.#known && this.#at < this.#source.length && !'|)'.includes(this.#source.charAt(this.#at))) items.push(this.#repeated(this.#atom()))
    return { is: 'sequence', items }
  }

  #atom(): PatternTree {
    if (this.#source[this.#at] === '(') return this.#group()
    if (this.#take(EDGE)) return NOTHING
    if (this.#take(AGAIN)) return ANYTHING
    const bytes = this.#take(CLASS) ?? this.#take(ATOM)
    if (bytes) return { is: 'byte', set: setOf(bytes[0], this.#flags) }
    this.#known = false
    return NOTHING
  }

  #group(): PatternTree {
    const { look, flags } = this.#take(OPENING)?.groups ?? {}
    if (flags !== undefined) this.#known = false
    const inside = this.choice()
    if (this.#source[this.#at++] !== ')') this.#known = false
    return look === undefined ? inside : NOTHING
  }

  #repeated(item: PatternTree): PatternTree {
    const quantifier = this.#take(QUANTIFIER)
    if (!quantifier) return item
    const { least, comma, most } = quantifier.groups ?? {}
    if (least === undefined) return { is: 'repeat', item, least: quantifier[0].startsWith('+') ? 1 : 0, most: quantifier[0].startsWith('?') ? 1 : Infinity }
    return { is: 'repeat', item, least: Number(least), most: comma === undefined ? Number(least) : most === '' ? Infinity : Number(most) }
  }

  #take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at
    const match = token.exec(this.#source)
    if (match) this.#at += match[0].length
    return match
  }
}

const sets = new Map<string, ByteSet>()

/** The bytes that a class, an escape or a character of a pattern fits: the engine that runs patterns is asked itself. */
function setOf(atom: string, flags: string): ByteSet {
  const key = `${flags}/${atom}`
  const known = sets.get(key) ?? (/^\w$/.test(atom) ? letterSet(atom, flags) : askedSet(atom, flags))
  sets.set(key, known)
  return known
}

function letterSet(letter: string, flags: string): ByteSet {
  const set = new Uint8Array(256)
  for (const variant of flags.includes('i') ? [letter.toLowerCase(), letter.toUpperCase()] : [letter]) set[variant.charCodeAt(0)] = 1
  return set
}

function askedSet(atom: string, flags: string): ByteSet {
  const pattern = new RegExp(`^${atom}$`, flags)
  const set = new Uint8Array(256)
  for (let byte = 0; byte < 256; byte++) if (pattern.test(String.fromCharCode(byte))) set[byte] = 1
  return set
}
