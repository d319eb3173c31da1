import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { isSample } from '../../src/lib/sample.ts'

const SAMPLES = ['xxxxxx', 'tokenABCDEFGHend', '12345678', 'my-Example-key', 'your-token', 'YOUR_KEY', '******', 'REDACTED']

test.each(SAMPLES)('%s is a sample', (text) => {
  expect(isSample(text)).toBe(true)
})

test.each(['xxxxx', 'abcdefg', 'yours', 'gfedcba9876543'])('%s is none', (text) => {
  expect(isSample(text)).toBe(false)
})

test('no random token is a sample', () => {
  const mint = new Mint('sample')
  expect(Array.from({ length: 5000 }, () => mint.base62(40)).filter((text) => isSample(text))).toEqual([])
})
