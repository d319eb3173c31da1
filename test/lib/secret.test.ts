import { inspect } from 'node:util'
import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { Secret } from '../../src/lib/secret.ts'

const text = new Mint('secret').base62(40)

test.each([
  ['printed', (secret: Secret) => `${secret}`],
  ['serialised', (secret: Secret) => JSON.stringify({ secret })],
  ['inspected', (secret: Secret) => inspect({ secret }, { showHidden: true, depth: 5 })],
  ['built around', (secret: Secret) => String(secret.into((inner) => `Bearer ${inner}`))],
  ['thrown', (secret: Secret) => String(new Error(`no ${secret}`).stack)],
])('a secret that is %s shows its fingerprint and not its text', (_, show) => {
  const shown = show(Secret.of(text))
  expect(shown).toContain('mf1_')
  expect(shown).not.toContain(text)
})

test('a guessable secret keeps 24 bits, any other 128', () => {
  expect(Secret.of(text, 'guessable').fingerprint).toMatch(/^mf1_[0-9a-f]{6}$/)
  expect(Secret.of(text).fingerprint).toMatch(/^mf1_[0-9a-f]{32}$/)
})
