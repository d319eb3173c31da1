import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { fingerprint } from '../../src/lib/fingerprint.ts'
import { Mint } from '../../src/lib/mint.ts'

// Worked out with sha256sum. They may never change: exceptions in policies name them.
test.each([
  ['', '5e18664ef4ad7dcb320672c260df98bb'],
  ['correct horse battery staple', 'f6d2f9ea247391829709877b7b5b30f0'],
  ['schön', 'b19f974ebe35ec18e14f35913e1fb422'],
])('the fingerprint of %j stays what it was', (text, digits) => {
  expect(fingerprint(text, 'full')).toBe(`mf1_${digits}`)
  expect(fingerprint(text, 'guessable')).toBe(`mf1_${digits.slice(0, 6)}`)
})

test('it is the beginning of SHA-256 over a tag of ours and the bytes: 128 bits, of a guessable secret 24', () => {
  const text = `${new Mint('print').base62(40)}é€`
  const bytes = Buffer.concat([Buffer.from('mayfly:fingerprint:1'), Buffer.from([0]), Buffer.from(text, 'utf8')])
  const hash = createHash('sha256').update(bytes).digest()
  expect(fingerprint(text, 'full')).toBe(`mf1_${hash.subarray(0, 16).toString('hex')}`)
  expect(fingerprint(text, 'guessable')).toBe(`mf1_${hash.subarray(0, 3).toString('hex')}`)
})
