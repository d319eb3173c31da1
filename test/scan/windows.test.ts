import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import type { Window } from '../../src/scan/scan.ts'
import { found, guess, mark, middle, pair } from './toys.ts'

const token = `mark_${new Mint('windows').base62(20)}`
const kinds = [mark, middle, pair, guess]

describe('only what touches a window is reported', () => {
  const text = `${' '.repeat(10)}${token}${' '.repeat(10)}` // bytes 10 to 35

  test.each<[string, readonly Window[], number]>([
    ['no window', [], 0],
    ['before it', [{ start: 0, end: 9 }], 0],
    ['just before it: what stood there before may have ended it', [{ start: 0, end: 10 }], 1],
    ['its first byte', [{ start: 0, end: 11 }], 1],
    ['inside it', [{ start: 20, end: 21 }], 1],
    ['a removal inside it', [{ start: 20, end: 20 }], 1],
    ['its last byte', [{ start: 34, end: 60 }], 1],
    ['just behind it', [{ start: 35, end: 60 }], 1],
    ['behind it', [{ start: 36, end: 60 }], 0],
    ['around it, in disorder and beyond the end', [{ start: 40, end: 900 }, { start: 0, end: 2 }, { start: 5, end: 40 }], 1],
  ])('%s', (_, windows, count) => {
    expect(found({ bytes: Buffer.from(text), path: 'x', windows }, kinds)).toHaveLength(count)
  })

  test.each<[string, string, Window, number]>([
    ['the name before a secret', 'value = "abcdef"', { start: 0, end: 3 }, 1],
    ['the other half', 'pair-12345678 .... half=abcdefgh', { start: 28, end: 30 }, 1],
    ['between the two halves', 'pair-12345678 .... half=abcdefgh', { start: 15, end: 16 }, 0],
  ])('%s', (_, source, window, count) => {
    expect(found({ bytes: Buffer.from(source), path: 'x', windows: [window] }, kinds)).toHaveLength(count)
  })
})

test.each<[string, (text: string) => Buffer, number]>([
  ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`), 3],
  ['UTF-16 LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), 2],
  ['UTF-16 BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 2],
])('windows count the bytes of the file as it is: %s', (_, encode, mark) => {
  const before = encode('é😀 ').length - mark
  const bytes = encode(`é😀 ${token}\n${token}`)
  const end = bytes.length
  const one = encode(token).length - mark
  function secretsIn(start: number, stop: number): number {
    return found({ bytes, path: 'x', windows: [{ start, end: stop }] }, kinds).length
  }
  expect(secretsIn(mark + before, mark + before + 1)).toBe(1)
  expect(secretsIn(mark + before + one, mark + before + one)).toBe(1)
  expect(secretsIn(mark + before + one, end)).toBe(2)
  expect(secretsIn(end - one, end)).toBe(1)
  expect(secretsIn(end - 1, end)).toBe(1)
  expect(secretsIn(0, mark)).toBe(0)
})

test('windows that cut emoji in two do not shift those behind them', () => {
  const bytes = Buffer.from(`\ufeff${'😀'.repeat(30)} ${token}`, 'utf16le')
  const halves = Array.from({ length: 30 }, (_, i) => ({ start: 4 + i * 4, end: 4 + i * 4 }))
  const behind = { start: bytes.length, end: bytes.length }
  expect(found({ bytes, path: 'x', windows: halves }, kinds)).toHaveLength(0)
  expect(found({ bytes, path: 'x', windows: [...halves, behind] }, kinds)).toHaveLength(1)
})

test('windows that cover everything give what no windows give, and any windows a subset', () => {
  const mint = new Mint('pieces')
  for (let round = 0; round < 150; round++) {
    const bytes = Buffer.from(randomText(mint))
    const whole = found(bytes, kinds)
    const cuts = [0, ...Array.from({ length: 5 }, () => mint.below(bytes.length + 1)).toSorted((one, other) => one - other), bytes.length]
    const windows = cuts.slice(1).map((end, i) => ({ start: cuts[i] ?? 0, end }))
    expect(found({ bytes, path: 'x', windows }, kinds)).toEqual(whole)
    const each = windows.flatMap((window) => found({ bytes, path: 'x', windows: [window] }, kinds))
    expect(new Set(each.map(({ place }) => place))).toEqual(new Set(whole.map(({ place }) => place)))
  }
})

/** Words, near-matches and tokens in disorder, on lines of any length. */
function randomText(mint: Mint): string {
  const words = [
    () => mint.chars('abc é€😀=.', 5), () => 'mark_', () => `mark_${mint.base62(20)}`, () => 'pair-', () => `pair-${mint.chars('0123456789', 8)}`, () => `half=${mint.chars('abc', 8)}`,
    () => '\n', () => '\r\n', () => 'value ="', () => '"', () => 'value = "', () => '~mid~', () => 'abc~middle~', () => ' ',
  ]
  return Array.from({ length: 60 }, () => words[mint.below(words.length)]?.() ?? '').join('')
}
