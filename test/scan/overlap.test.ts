import { describe, expect, test } from '@jest/globals'
import type { TokenKind } from '../../src/provider.ts'
import { found, matches, pair } from './toys.ts'

function kind(id: string, source: string, rank: TokenKind['rank'] = 'provider'): TokenKind {
  return { id, title: id, keywords: ['key'], pattern: new RegExp(source), rank }
}

function partsOf(text: string, kinds: readonly TokenKind[] = [pair]): readonly Readonly<Record<string, string>>[] {
  return matches(text, kinds).map(({ token }) => Object.fromEntries(Object.entries(token.parts).map(([name, part]) => [name, part.reveal()])))
}

describe('where matches overlap', () => {
  test.each([
    ['a provider wins over a longer format', [kind('a/x', 'keyab', 'provider'), kind('b/x', 'keyabcd', 'format')], 'keyabcd', ['a/x']],
    ['a format wins over a longer guess', [kind('a/x', 'keyabcd', 'guess'), kind('b/x', 'keyab', 'format')], 'keyabcd', ['b/x']],
    ['of one rank the longer wins', [kind('a/x', 'keyab'), kind('b/x', 'keyabcd')], 'keyabcd', ['b/x']],
    ['of one length the earlier wins', [kind('a/x', '(?<=key)bkey'), kind('b/x', 'keyb')], 'keybkey', ['b/x']],
    ['of one span the first by id wins', [kind('c/x', 'keyab'), kind('b/x', 'keyab')], 'keyab', ['b/x']],
    ['what the loser covered alone is free again', [kind('a/x', 'keyab.key'), kind('b/x', 'key(?=c)', 'guess'), kind('c/x', 'keyab.', 'provider')], 'keyab.keyc', ['a/x']],
    ['neighbours both stay', [kind('a/x', 'keya'), kind('b/x', 'keyb')], 'keyakeyb', ['a/x', 'b/x']],
    ['a loser against a loser stays', [kind('a/x', 'key1key2', 'format'), kind('b/x', 'key2key3', 'provider'), kind('c/x', 'key1(?=key2)', 'guess')], 'key1key2key3', ['c/x', 'b/x']],
  ])('%s', (_, kinds, text, ids) => {
    expect(found(text, kinds).map((match) => match.kind)).toEqual(ids)
    expect(found(text, kinds.toReversed()).map((match) => match.kind)).toEqual(ids)
  })

  test('only the secret counts, not the name before it', () => {
    const named: TokenKind = { ...kind('a/x', 'key=(?<secret>abcd)', 'guess') }
    const inName: TokenKind = { ...kind('b/x', 'key(?==)') }
    expect(found('key=abcd', [named, inName]).map((match) => match.kind)).toEqual(['b/x', 'a/x'])
  })
})

describe('parts', () => {
  test.each([
    ['behind it on its line', 'pair-12345678 half=abcdefgh', [{ half: 'abcdefgh' }]],
    ['before it', 'half=abcdefgh\npair-12345678', [{ half: 'abcdefgh' }]],
    ['two lines after it', 'pair-12345678\n\nhalf=abcdefgh', [{ half: 'abcdefgh' }]],
    ['two lines before it, with CRLF', 'half=abcdefgh\r\n\r\npair-12345678', [{ half: 'abcdefgh' }]],
    ['three lines after it: the match is dropped', 'pair-12345678\n\n\nhalf=abcdefgh', []],
    ['three lines before it: the match is dropped', 'half=abcdefgh\n\n\npair-12345678', []],
    ['the nearest', 'half=aaaaaaaa        \n pair-12345678 half=bbbbbbbb half=cccccccc', [{ half: 'bbbbbbbb' }]],
    ['the nearest, before', 'half=aaaaaaaa half=bbbbbbbb pair-12345678 ............ half=cccccccc', [{ half: 'bbbbbbbb' }]],
    ['an optional one on its line', 'region=west pair-12345678 half=abcdefgh', [{ half: 'abcdefgh', region: 'region=west' }]],
    ['an optional one on another line', 'region=west\npair-12345678 half=abcdefgh', [{ half: 'abcdefgh' }]],
    ['one for each', 'pair-11111111 half=aaaaaaaa\n\n\n\npair-22222222 half=bbbbbbbb', [{ half: 'aaaaaaaa' }, { half: 'bbbbbbbb' }]],
    ['in a list of pairs, id first', 'pair-11111111\nhalf=aaaaaaaa\npair-22222222\nhalf=bbbbbbbb', [{ half: 'aaaaaaaa' }, { half: 'bbbbbbbb' }]],
    ['in a list of pairs, id last', 'half=aaaaaaaa\npair-11111111\nhalf=bbbbbbbb\npair-22222222', [{ half: 'aaaaaaaa' }, { half: 'bbbbbbbb' }]],
    ['one for both', 'pair-11111111 half=aaaaaaaa pair-22222222', [{ half: 'aaaaaaaa' }, { half: 'aaaaaaaa' }]],
    ['too far away on one long line', `pair-12345678${' '.repeat(3000)}half=abcdefgh`, []],
  ])('%s', (_, text, parts) => {
    expect(partsOf(text)).toEqual(parts)
  })

  test('a part may stand inside its token where none stands outside', () => {
    const whole: TokenKind = { ...pair, pattern: /pair-\{[^}]{1,60}\}/ }
    expect(partsOf('pair-{half=abcdefgh}', [whole])).toEqual([{ half: 'abcdefgh' }])
    expect(partsOf('pair-{half=abcdefgh} half=xxxxxxxx', [whole])).toEqual([{ half: 'xxxxxxxx' }])
  })

  test('a part is not reported again as a guess, but as a token of another provider', () => {
    const text = 'pair-12345678 half=keyabcde'
    expect(found(text, [pair, kind('a/x', 'keyabcde', 'guess')]).map((match) => match.kind)).toEqual(['toy/pair'])
    expect(found(text, [pair, kind('a/x', 'keyabcde', 'provider')]).map((match) => match.kind)).toEqual(['toy/pair', 'a/x'])
  })
})
