import { expect, test } from '@jest/globals'
import { reachOf } from '../../src/scan/pattern-reach.ts'

test.each([
  [/abc/, 3],
  [/a{3}b{2,5}c?/, 9],
  [/(?:ab|cde){2}/, 6],
  [/[^\]\\)(*+]{4}\(\*/, 6],
  [/\d\b\W\x41\u0042\cA\/\n/, 7],
  [/^a.$/, 2],
  [/(?<name>ab{1,3})-\k<name>/, 9],
  [/(ab)(?:c)\1/, 5],
  [/a{2,3}?b??/, 4],
  [/(?:a|b{2}|)(?:c{3}){0,2}/, 8],
  [/\p{L}\u{1F600}/u, 2],
  [/a{,3}/, 5],
])('%s matches at most %d characters', (pattern, length) => {
  expect(reachOf(pattern)).toMatchObject({ length })
})

test.each([
  [/(?<![a-z]{2})x(?=y{3}|z)/, { length: 1, before: 2, after: 3 }],
  [/(?<=ab)c(?!d(?=ef))/, { length: 1, before: 2, after: 2 }],
])('%s says how far its lookarounds see', (pattern, reach) => {
  expect(reachOf(pattern)).toEqual(reach)
})

test.each([[/a*/], [/a+/], [/a{2,}/], [/(?:ab){1,}?/], [/a(?=b*)/], [/(?<!a+)b/], [/(?:\b)*/], [/x[ab]+y/]])('%s is unbounded', (pattern) => {
  expect(reachOf(pattern)).toBe('unbounded')
})
