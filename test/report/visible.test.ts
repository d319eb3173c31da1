import { expect, test } from '@jest/globals'
import { visible, visibleUpTo } from '../../src/report/visible.ts'
import { HOSTILE_PATHS } from './hostile.ts'

test.each([
  ['src/a b/ü🦋.ts', 'src/a b/ü🦋.ts'],
  ['a\nb\tc\r', String.raw`a\nb\tc\r`],
  ['\u001b[31m', String.raw`\u{1b}[31m`],
  ['a\u202eb\u200bc\ufeff', String.raw`a\u{202e}b\u{200b}c\u{feff}`],
  ['a\ud800b', String.raw`a\u{d800}b`],
  ['a\u2028b\u0085c', String.raw`a\u{2028}b\u{85}c`],
  ['::error::x', './::error::x'],
  ['a::error::x', 'a::error::x'],
  ['x##[error]y', String.raw`x#\u{23}[error]y`],
])('%j is shown as %j', (text, expected) => {
  expect(visible(text)).toBe(expected)
})

test.each(HOSTILE_PATHS)('%j has no character left that acts', (path) => {
  const shown = visible(path)
  expect(shown).toMatch(/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u)
  expect(shown).not.toMatch(/^\s*::|##\[/)
})

test.each([
  ['abcdefghij', 5, 'ab…ij'],
  ['abcde', 5, 'abcde'],
  ['🦋'.repeat(20), 5, '🦋🦋…🦋🦋'],
  [`${'a'.repeat(1_000_000)}b`, 7, 'aaa…aab'],
])('a long text loses its middle', (text, most, expected) => {
  expect(visibleUpTo(most, text)).toBe(expected)
})
