import { expect, test } from '@jest/globals'
import { bearer } from '../../src/lib/bearer.ts'
import { Mint } from '../../src/lib/mint.ts'
import { Secret } from '../../src/lib/secret.ts'

test('the header holds the secret and prints as its fingerprint', () => {
  const secret = Secret.of(new Mint('bearer').base62(40))
  const { authorization } = bearer(secret)
  expect(authorization.reveal()).toBe(`Bearer ${secret.reveal()}`)
  expect(String(authorization)).toBe(secret.fingerprint)
})
