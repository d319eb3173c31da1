import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { sha256 } from '../../src/lib/sha256.ts'

test('it is what Node makes of the same bytes, however many blocks they fill', () => {
  const mint = new Mint('sha256')
  for (const length of [...Array(200).keys(), 1000, 4096, 100_003]) {
    const bytes = Buffer.from(Array.from({ length }, () => mint.below(256)))
    expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
  }
})

test('it reads a part of a larger memory', () => {
  const bytes = Buffer.from('before, within, behind')
  expect(sha256(bytes.subarray(8, 14))).toBe(sha256(Buffer.from('within')))
})
