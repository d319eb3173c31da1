import { expect, test } from '@jest/globals'
import { hasParts } from '../../src/lib/has-parts.ts'
import { grows } from '../support/times.ts'

test.each([
  ['a', 'a', true], ['a', 'ab', false], ['', '', true], ['*', '', true], ['*', 'any', true], ['a*', 'a', true], ['a*', 'ba', false], ['*a', 'ba', true],
  ['a*b', 'ab', true], ['a*b', 'aXb', true], ['a*a', 'a', false], ['a*b*c', 'a--b--c', true], ['a*b*c', 'a--c--b', false], ['a*bc*c', 'abc', false],
  ['a*b*b', 'ab', false], ['(*)', '(x)', true], ['.*', 'ab', false], ['repo:o/r:*', 'repo:o/r:ref:refs/heads/main', true],
])('the parts of %s in %j: %s', (pattern, text, expected) => {
  expect(hasParts(text, pattern.split('*'))).toBe(expected)
})

test('many gaps take no longer than the text asks for', () => {
  expect(grows((size) => hasParts('a-'.repeat(size), `${'-*'.repeat(size)}x`.split('*')), 5_000)).toBe('in-step')
})
