// Texts that stand in others as base64, of either alphabet: https://www.rfc-editor.org/rfc/rfc4648#section-4 and #section-5.
//
// Four characters are a group and stand for three bytes. A group is taken for text where all three are ASCII and the first is no
// control character but those from \b to SI: of other groups one in sixteen is so by chance. Groups follow each other directly, or
// across a line break and what indents the next line; the break may stand there as strings have it, `\n` or `\r\n`. All that
// lead to each other are one text; it counts where at least FEWEST of them stand on one line. assembly/base64.ts looks for the same.
import type { Span } from './span.ts'

/** A text that stands encoded in another. */
export interface Hidden {
  readonly bytes: Buffer
  /** Where in the other its first character stands. */
  readonly start: number
  /** Where a stretch of it stands in the other. */
  placeOf(this: void, span: Span): Span
}

const FEWEST = 5
const GROUP = 4
const [TAB, NEWLINE, RETURN, SPACE, BACKSLASH, LETTER_N, LETTER_R] = [0x09, 0x0a, 0x0d, 0x20, 0x5c, 0x6e, 0x72]

/** All of them, those that begin on one line by their place in groups. */
export function* hiddenTexts(bytes: Buffer): Generator<Hidden> {
  for (let at = 0; at < bytes.length; at++) {
    const start = at
    while (valueAt(bytes, at) !== NONE) at++
    if (at - start >= FEWEST * GROUP) yield* startingIn(bytes, { start, end: at })
  }
}

function* startingIn(bytes: Buffer, line: Span): Generator<Hidden> {
  for (let phase = 0; phase < GROUP; phase++) {
    let groups = 0
    for (let at = line.start + phase; at + GROUP <= line.end; at += GROUP) {
      groups = isGroup(bytes, at) ? groups + 1 : 0
      const start = groups === FEWEST ? startOf(bytes, at - (FEWEST - 1) * GROUP) : 'told'
      if (start !== 'told') yield hiddenTextAt(bytes, start)
    }
  }
}

/** Where the text begins that a group belongs to; `told` where enough groups stand on a line before. */
function startOf(bytes: Buffer, group: number): number | 'told' {
  let start = group
  let groups = 0
  for (let before = groupBefore(bytes, start); before >= 0; before = groupBefore(bytes, start)) {
    groups = before + GROUP === start ? groups + 1 : 1
    if (groups === FEWEST) return 'told'
    start = before
  }
  return start
}

/** The text of which the first group stands here. */
export function hiddenTextAt(bytes: Buffer, start: number): Hidden {
  const lines: Line[] = []
  let length = 0
  for (let from = start; from >= 0;) {
    let to = from
    while (isGroup(bytes, to)) to += GROUP
    lines.push({ at: length, from, to })
    length += ((to - from) / GROUP) * 3
    const next = behindBreak(bytes, to)
    from = next >= 0 && isGroup(bytes, next) ? next : -1
    // What is left over may stand on a line of its own.
    if (from < 0 && next >= 0 && isPadded(bytes, next)) lines.push({ at: length, from: next, to: next })
  }
  const texts = lines.map(({ from, to }) => Buffer.from(bytes.toString('latin1', from, to), 'base64'))
  return { bytes: Buffer.concat([...texts, rest(bytes, lines.at(-1)?.to ?? start)]), start, placeOf: (span) => placeOf(lines, span) }
}

/** Where groups of a text stand that follow each other directly. */
interface Line {
  /** Where in the text what they stand for begins. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/** All characters that have a bit of the stretch, which is not empty. */
function placeOf(lines: readonly Line[], { start, end }: Span): Span {
  const [first, last] = [lineOf(lines, start), lineOf(lines, end - 1)]
  return { start: first.from + Math.floor(((start - first.at) * 4) / 3), end: last.from + Math.ceil(((end - last.at) * 4) / 3) }
}

/** The last that begins at an offset or before it (binary search). */
function lineOf(lines: readonly Line[], offset: number): Line {
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.at ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return lines[low] ?? { at: 0, from: 0, to: 0 }
}

/** What a group that is no text, or no whole one, has of text at its beginning. */
function rest(bytes: Buffer, at: number): Buffer {
  const values = [0, 1, 2, 3].map((i) => valueAt(bytes, at + i))
  const known = values.indexOf(NONE)
  const [first = 0, second = 0, third = 0] = values
  const text = [(first << 2) | (second >> 4), ((second & 15) << 4) | (third >> 2)].slice(0, Math.max(0, known < 0 ? 2 : known - 1))
  const end = text.findIndex((byte) => byte > 0x7f)
  return Buffer.from(text.slice(0, end < 0 ? text.length : end))
}

function isGroup(bytes: Buffer, at: number): boolean {
  const [first, second, third, fourth] = [valueAt(bytes, at), valueAt(bytes, at + 1), valueAt(bytes, at + 2), valueAt(bytes, at + 3)]
  const begins = (first >= 8 && first < 32) || first === 2 || first === 3
  return begins && (second & 8) === 0 && (third & 2) === 0 && second !== NONE && third !== NONE && fourth !== NONE
}

/** Two or three characters that are filled up to a group; no name of three letters with its value. */
function isPadded(bytes: Buffer, at: number): boolean {
  return /^[\w+/-]{2}[\w+/=-]=(?![\w+/=-])/.test(bytes.toString('latin1', at, at + GROUP + 1))
}

function groupBefore(bytes: Buffer, at: number): number {
  if (isGroup(bytes, at - GROUP)) return at - GROUP
  const end = beforeBreak(bytes, at)
  return isGroup(bytes, end - GROUP) ? end - GROUP : -1
}

/** Where a line ends that is followed by one which begins here; 0 for none. */
function beforeBreak(bytes: Buffer, at: number): number {
  let end = at
  while (bytes[end - 1] === SPACE || bytes[end - 1] === TAB) end--
  if (bytes[end - 1] === NEWLINE) return bytes[end - 2] === RETURN ? end - 2 : end - 1
  if (bytes[end - 1] !== LETTER_N || bytes[end - 2] !== BACKSLASH) return 0
  return bytes[end - 3] === LETTER_R && bytes[end - 4] === BACKSLASH ? end - 4 : end - 2
}

/** Where the line begins that follows one which ends here; -1 for none. */
function behindBreak(bytes: Buffer, at: number): number {
  let start = at
  if (bytes[at] === BACKSLASH) {
    if (bytes[at + 1] === LETTER_R) start += 2
    if (bytes[start] !== BACKSLASH || bytes[start + 1] !== LETTER_N) return -1
    start += 2
  } else {
    if (bytes[at] === RETURN) start++
    if (bytes[start++] !== NEWLINE) return -1
  }
  while (bytes[start] === SPACE || bytes[start] === TAB) start++
  return start
}

const NONE = 0xff
/** Byte → its value of six bits, in either alphabet. */
const VALUES = valuesOf(['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', '-_'])

function valuesOf([standard, others]: readonly [string, string]): Uint8Array {
  const values = new Uint8Array(256).fill(NONE)
  for (const [value, character] of Buffer.from(standard).entries()) values[character] = value
  for (const [i, character] of Buffer.from(others).entries()) values[character] = 62 + i
  return values
}

function valueAt(bytes: Buffer, at: number): number {
  return VALUES[bytes[at] ?? SPACE] ?? NONE
}
