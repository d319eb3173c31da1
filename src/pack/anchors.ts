/** Three bytes by which a word may be met, and where they stand in it. */
export interface Anchor {
  /** With bit 0x20 set in each, as texts are compared: so small and capital letters are the same. */
  readonly bytes: readonly [number, number, number]
  readonly offset: number
}

/**
 * The anchors of a word of three letters or more: two that adjoin, the rarest there are, so that one of them stands at an
 * even place. Three letters have room for one only: the other is any byte and the first two, or the last two and any byte.
 */
export function anchorsOf(text: string): readonly Anchor[] {
  if (text.length > 3) {
    const offset = rarest(Array.from({ length: text.length - 3 }, (_, i) => i), (i) => commonness(text, { from: i, to: i + 3 }) + commonness(text, { from: i + 1, to: i + 4 }))
    return [anchorAt(text, offset), anchorAt(text, offset + 1)]
  }
  const before = commonness(text, { from: 0, to: 2 }) < commonness(text, { from: 1, to: 3 })
  const others = ANY.map((any) => (before ? anchorAt(any + text, 0) : anchorAt(text + any, 1)))
  return [anchorAt(text, 0), ...others.map(({ bytes }) => ({ bytes, offset: before ? -1 : 1 }))]
}

// Every byte that has bit 0x20.
const ANY = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => (byte & 0x20) !== 0).map((byte) => String.fromCharCode(byte))

function anchorAt(text: string, offset: number): Anchor {
  const [one = 0, two = 0, three = 0] = Buffer.from(text.slice(offset, offset + 3), 'latin1')
  return { bytes: [one | 0x20, two | 0x20, three | 0x20], offset }
}

function rarest(offsets: readonly number[], cost: (offset: number) => number): number {
  return offsets.reduce((best, offset) => (cost(offset) < cost(best) ? offset : best), 0)
}

// How often source text has a letter, roughly, in 1/1000; what is not listed is rare.
const COMMON: Readonly<Record<string, number>> = {
  ' ': 150, e: 90, t: 70, r: 55, n: 52, i: 52, o: 50, s: 50, a: 48, l: 32, c: 28, d: 27, u: 22, p: 22, m: 20, f: 16, h: 16, g: 14, b: 12,
  '.': 18, '-': 14, '_': 12, '/': 14, ':': 10, '"': 14, '=': 10, '(': 10, ')': 10, y: 10, v: 10, w: 8, k: 8, x: 6, '0': 10, '1': 9, '2': 7,
}

function commonness(text: string, { from, to }: { readonly from: number; readonly to: number }): number {
  let product = 1
  for (let i = from; i < to; i++) product *= COMMON[text.charAt(i)] ?? 3
  return product
}
