import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'
import { found, guess, mark, matches, middle } from './toys.ts'

const token = `mark_${new Mint('scan').base62(20)}`

describe('a span is told in lines and UTF-16 columns, from 1, its end exclusive', () => {
  test.each([
    ['at the very start', token, '1:1-1:26'],
    ['at the very end', `x ${token}`, '1:3-1:28'],
    ['after lines', `a\n\n  ${token}\n`, '3:3-3:28'],
    ['after CRLF', `a\r\nb\r\n${token}\r\n`, '3:1-3:26'],
    ['after letters of two and three bytes', `é€ ${token}`, '1:4-1:29'],
    ['after an emoji, which is two units', `😀 ${token}`, '1:4-1:29'],
    ['behind a byte order mark', `\ufeff${token}`, '1:1-1:26'],
    ['after a tab', `\t${token}`, '1:2-1:27'],
  ])('%s', (_, text, place) => {
    expect(found(text, [mark])).toEqual([{ kind: 'toy/mark', secret: token, place }])
  })

  test('the group `secret` is the token, and several stand in the order of the text', () => {
    expect(found(`value = "abcdé"\n value="${token}" value="x"`, [guess, mark])).toEqual([
      { kind: 'toy/guess', secret: 'abcdé', place: '1:10-1:15' },
      { kind: 'toy/mark', secret: token, place: '2:9-2:34' },
    ])
  })

  test('bytes that are not UTF-8 shift nothing on other lines', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xc3, 0x28, 0xe2, 0x82, 0x0a, 0x80]), Buffer.from(` ${token}\n${token}`)])
    expect(found(bytes, [mark]).map(({ place }) => place)).toEqual(['2:3-2:28', '3:1-3:26'])
  })
})

describe('encodings', () => {
  const text = `é 😀 x\r\n  "${token}"\r\n`

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 LE with a lone byte at the end', Buffer.concat([Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from([0x41])])],
    ['UTF-16 BE with a lone byte at the end', Buffer.concat([Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), Buffer.from([0])])],
  ])('%s gives the same place', (_, bytes) => {
    expect(found(bytes, [mark])).toEqual([{ kind: 'toy/mark', secret: token, place: '2:4-2:29' }])
  })

  test('the bytes of the caller stay as they are', () => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
    const before = Buffer.from(bytes)
    found(bytes, [mark])
    expect(bytes.equals(before)).toBe(true)
  })
})

describe('binary files', () => {
  test.each([
    ['a NUL at the start', Buffer.from(`\0${token}`), 'binary'],
    ['a NUL at the 8,000th byte', Buffer.from(`${token}${' '.repeat(7999 - token.length)}\0`), 'binary'],
    ['a NUL behind the 8,000th byte', Buffer.from(`${token}${' '.repeat(8000 - token.length)}\0`), 'scanned'],
    ['nothing', Buffer.alloc(0), 'scanned'],
    ['one byte of a mark', Buffer.from([0xff]), 'scanned'],
  ])('%s: %#', (_, bytes, state) => {
    expect(scan({ bytes, path: 'x' }, compile([mark])).state).toBe(state)
  })
})

describe('where a pattern is tried', () => {
  test.each([
    ['a keyword in any case', [{ ...guess, pattern: /value="(?<secret>\w{4})"/i }], 'VALUE="abcd"', ['abcd']],
    ['up to lookBehind before its keyword', [middle], 'abcdefghijkl~mid~xyz', ['abcdefghijkl~mid~xyz']],
    ['not farther than lookBehind', [{ ...middle, lookBehind: 5 }], 'abcdefghijkl~mid~xyz', []],
    ['at a longer keyword that ends later', [middle], 'abc~middle~xyz', ['abc~middle~xyz']],
    ['what stands before is seen by a lookbehind', [mark], `x${token}`, []],
    ['what stands after is seen by a lookahead', [mark], `${token}x`, []],
    ['two in a row', [mark], `${token},${token}`, [token, token]],
    ['not inside its own last match', [{ ...mark, pattern: /mark_(?:mark_){0,3}\w{4}/ }], 'mark_mark_abcd', ['mark_mark_abcd']],
    ['again after a match that was dropped', [{ ...mark, pattern: /mark_(?:mark_)?\w{4}/, plausible: (text: string) => text.length < 10 }], 'mark_mark_abcd', ['mark_abcd']],
    ['far into a text', [mark], `${'-'.repeat(200_000)}${token}${'-'.repeat(100)}`, [token]],
    ['across the pages that are decoded', [mark], `${token}\n`.repeat(6000), Array.from({ length: 6000 }, () => token)],
  ])('%s', (_, kinds, text, secrets) => {
    expect(found(text, kinds).map(({ secret }) => secret)).toEqual(secrets)
  })
})

test('no start is tried twice, however many keywords lead to it', () => {
  const text = 'abcd~mid~ab~mid~~middle~ab~mid~'
  const pattern = /[a-z~]{1,20}~mid(?:dle)?~/
  const sticky = new RegExp(pattern, 'y')
  const starts = text.split('').filter((_, i) => {
    sticky.lastIndex = i
    return sticky.test(text)
  })
  let tries = 0
  found(text, [{ ...middle, pattern, plausible: () => ++tries < 0 }])
  expect(tries).toBe(starts.length)
})

test('no start inside an accepted match is tried', () => {
  let tries = 0
  found('mark_mark_abcd mark_mark_abcd', [{ ...mark, pattern: /mark_(?:mark_){0,3}\w{4}/, plausible: () => ++tries > 0 }])
  expect(tries).toBe(2)
})

test('a checksum that fails drops the match, one that holds proves it, none proves nothing', () => {
  const checked = { ...mark, checksum: (text: string) => text === token }
  expect(matches(`${token} mark_${'a'.repeat(20)}`, [checked]).map(({ proven }) => proven)).toEqual([true])
  expect(matches(token, [mark]).map(({ proven }) => proven)).toEqual([false])
})

test('what the text itself tells is read from the secret', () => {
  const telling = { ...guess, read: (text: string) => ({ detail: { length: String(text.length) } }) }
  expect(matches(`value="abcd" ${token}`, [telling, mark]).map(({ facts }) => facts)).toEqual([{ detail: { length: '4' } }, {}])
})

test('a guessable secret gets a short fingerprint at once, any other a long one', () => {
  expect(matches(`value="abcd" ${token}`, [guess, mark]).map(({ token: { secret } }) => secret.fingerprint.length)).toEqual([10, 36])
})

test('a kind that breaks the contract is refused when it is compiled', () => {
  expect(() => compile([{ ...mark, pattern: /mark_\w+/ }])).toThrow(/upper bound/)
  expect(() => compile([{ ...mark, keywords: ['ab'] }])).toThrow(/keyword/)
  expect(() => compile([{ ...mark, keywords: ['schlüssel'] }])).toThrow(/keyword/)
})
