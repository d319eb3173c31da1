import { expect, test } from '@jest/globals'
import { ignores } from '../../src/policy/ignores.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'
import { grows } from '../support/times.ts'

test.each<[string, string, 'ignored' | 'seen']>([
  ['vendor/**', 'vendor/a/b.js', 'ignored'],
  ['vendor/**', 'src/vendor/a.js', 'seen'],
  ['**/vendor/**', 'src/vendor/a.js', 'ignored'],
  ['vendor', 'vendor/a.js', 'seen'],
  ['*.lock', 'yarn.lock', 'ignored'],
  ['*.lock', 'a/yarn.lock', 'seen'],
  ['**', '.github/.hidden', 'ignored'],
  ['docs/*.{md,txt}', 'docs/.a.txt', 'ignored'],
  ['**/*.md', 'a\nb/c\n.md', 'ignored'],
  ['!a', 'b', 'seen'],
  ['#a', '#a', 'ignored'],
  ['app/(auth)/**', 'app/(auth)/x', 'ignored'],
  ['a\\b', 'a/b', 'seen'],
  ['a/*', 'a\\b', 'seen'],
])('the pattern %s: the path %j is %3$s', (pattern, path, expected) => {
  expect(ignores({ ...defaultPolicy(), ignored: ['other', pattern] }, path) ? 'ignored' : 'seen').toBe(expected)
})

test('no policy ignores nothing', () => {
  expect(ignores(defaultPolicy(), 'node_modules/x')).toBe(false)
})

test('a long and repetitive path takes no longer than its length asks for', () => {
  const policy = { ...defaultPolicy(), ignored: ['**/*a*a*a*a*a*a*b', '**/a/**/a/**/a/**/b', 'vendor/**'] }
  expect(grows((size) => ignores(policy, 'a/'.repeat(size) + 'a'.repeat(2 * size)), 1_000)).toBe('in-step')
})
