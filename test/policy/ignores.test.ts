import { expect, test } from '@jest/globals'
import { ignores } from '../../src/policy/ignores.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'

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

test('a hundred thousand paths take no time, however long and repetitive they are', () => {
  const policy = { ...defaultPolicy(), ignored: ['**/*a*a*a*a*a*a*b', '**/a/**/a/**/a/**/b', 'vendor/**'] }
  const path = 'a/'.repeat(1_000) + 'a'.repeat(2_000)
  const started = performance.now()
  for (let i = 0; i < 100_000; i++) ignores(policy, `src/${i}.ts`)
  for (let i = 0; i < 100; i++) ignores(policy, path)
  expect(performance.now() - started).toBeLessThan(15_000)
})
