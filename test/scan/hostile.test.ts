// Times are ratios within one run, repeated, with generous bounds: they fail on a quadratic, not on a busy machine.
import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { provider as generic } from '../../src/providers/generic/index.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'
import { grows, lowest, quickest } from '../support/times.ts'
import { mark, middle, pair } from './toys.ts'

const SIZE = 40_000
const MOST_TIMES_ORDINARY = 60
const MOST_TIMES_WALK = 25
const ruleset = compile([mark, middle, pair, { ...mark, id: 'toy/long', keywords: ['long_'], pattern: /long_[a-z_]{1,4000}!/ }, ...generic.tokens])
const ordinary = sized(sourceLines(), SIZE)

const hostile: readonly (readonly [name: string, unit: string])[] = [
  ...['a', '0', '_', ' ', '\n', '"', '=', '\\', '-', ':', 'é', '😀'].map((char) => [`one character: ${JSON.stringify(char)}`, char] as const),
  ...['mark_', 'pair-', '~mid~', 'secret', 'token', 'authtoken=', '://', 'eyJ', '-----BEGIN '].map((word) => [`a keyword back to back: ${word}`, word] as const),
  ['nested near-matches', 'mark_mark_aaaaaaaaaaaaaaaaaaa'],
  ['near-matches that end one short', `mark_${'a'.repeat(19)}.`],
  ['a keyword before a long region', `mark_${'a'.repeat(4000)}`],
  ['a keyword in the middle of its region', 'abcdefghijkl~mid~'],
  ['ids without their other half', 'pair-12345678 '],
  ['ids and the beginnings of other halves', 'pair-12345678 half=abcdefg '],
  ['beginnings of keys', '-----BEGIN RSA PRIVATE KEY-----\n'],
  ['beginnings of keys with bodies', `-----BEGIN RSA PRIVATE KEY-----\n${'MIIE'.repeat(1000)}\n`],
  ['keys of nonsense', `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(60)}\n-----END PRIVATE KEY-----\n`],
  ['near-matches in base64', Buffer.from(`mark_${'a'.repeat(19)} `).toString('base64')],
  ['lines of base64', `${Buffer.from(`mark_${'a'.repeat(19)} `).toString('base64')}\n`],
  ['short lines of what may be base64', 'QUJD\n'],
  ['base64 of base64', Buffer.from(Buffer.from('mark_ '.repeat(20)).toString('base64')).toString('base64')],
  ['letters in percent signs', '%41'],
  ['letters in escapes', String.raw`\u0041`],
  ['keywords and letters in percent signs', 'token=%41'],
  ['headers of tokens', `.eyJ${'a'.repeat(400)}`],
  ['headers and claims of tokens', `.eyJ${'a'.repeat(40)}.eyJ${'a'.repeat(40)}`],
  ['users without a host', `://${'u'.repeat(100)}:${'p'.repeat(200)}`],
  ['names without a value', 'secret_token_password_'],
  ['names with blanks', `token${' '.repeat(19)}`],
  ['values without an end', `token="${'a1B2'.repeat(100)} `],
  ['values that are none', 'password = "undefined" '],
]

/** What is found costs more than what is not, but no more for being near others. */
const real: readonly (readonly [name: string, unit: string])[] = [
  ['tokens', `mark_${'a'.repeat(20)} `],
  ['tokens with their other half, on one line', 'pair-12345678 half=abcdefgh '],
  ['one long token region', `long_${'a'.repeat(2 * SIZE)}`],
]

describe('the time per byte does not depend on the text', () => {
  test('ordinary text takes at most so many times a walk over its bytes', () => {
    expect(lowest(MOST_TIMES_WALK, () => timeOf(ordinary) / walkTime(ordinary))).toBeLessThan(MOST_TIMES_WALK)
  })

  test.each(hostile)('%s', (_, unit) => {
    const bytes = sized(unit, SIZE)
    expect(lowest(MOST_TIMES_ORDINARY, () => timeOf(bytes) / timeOf(ordinary))).toBeLessThan(MOST_TIMES_ORDINARY)
  })

  test.each([...hostile, ...real])('twice the text takes about twice the time: %s', (_, unit) => {
    expect(grows((size) => scan({ bytes: sized(unit, size), path: 'hostile.txt' }, ruleset), SIZE)).toBe('in-step')
  })
})

function timeOf(bytes: Buffer): number {
  return quickest(() => scan({ bytes, path: 'hostile.txt' }, ruleset))
}

function walkTime(bytes: Buffer): number {
  return quickest(() => bytes.reduce((sum, byte) => (sum + byte) | 0, 0))
}

function sized(unit: string, length: number): Buffer {
  return Buffer.from(unit.repeat(Math.ceil(length / unit.length))).subarray(0, length)
}

function sourceLines(): string {
  const mint = new Mint('ordinary')
  const words = ['const', 'return', 'name', 'value =', 'token', 'getSecret()', 'path.join', '"text"', '// the', 'await', 'if (x)', 'https://host/path', 'index', 'é']
  return Array.from({ length: 4000 }, () => Array.from({ length: 12 }, () => words[mint.below(words.length)]).join(' ')).join('\n')
}
