import { describe, expect, test } from '@jest/globals'
import { ALPHABET, Mint } from '../../src/lib/mint.ts'

test('the same seed mints the same, another seed and the next call something else', () => {
  const [one, again] = [new Mint('seed'), new Mint('seed')]
  const minted = [one.base62(40), one.base62(40), one.hex(40)]
  expect([again.base62(40), again.base62(40), again.hex(40)]).toEqual(minted)
  expect(new Set([...minted, new Mint('other').base62(40), new Mint(1).base62(40)]).size).toBe(5)
  expect(new Mint(7).hex(20)).toBe(new Mint('7').hex(20))
})

describe.each(Object.entries(ALPHABET))('the alphabet %s', (_, alphabet) => {
  test('has no letter twice, and all of it is minted from, and nothing else', () => {
    expect(new Set(alphabet).size).toBe(alphabet.length)
    const text = new Mint('all').chars(alphabet, 5000)
    expect([text.length, new Set(text)]).toEqual([5000, new Set(alphabet)])
  })
})

test.each([0, 1, 31, 32, 33, 100])('%i characters or bytes are exactly so many', (length) => {
  const mint = new Mint('length')
  expect([mint.base62(length).length, mint.hex(length).length, mint.bytes(length).length]).toEqual([length, length, length])
})

test('a number is a whole one from 0 to below its bound', () => {
  const mint = new Mint('number')
  const numbers = Array.from({ length: 200 }, () => mint.below(3))
  expect(new Set(numbers)).toEqual(new Set([0, 1, 2]))
})

test('a JWT has its claims and a signature', () => {
  const [header = '', claims = '', signature = '', ...more] = new Mint('jwt').jwt({ sub: 'ada', exp: 1 }).split('.')
  const [first, second] = [header, claims].map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')))
  expect([first, second, Buffer.from(signature, 'base64url').length, more]).toEqual([{ alg: 'RS256', typ: 'JWT' }, { sub: 'ada', exp: 1 }, 32, []])
})
