import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import type { TokenKind } from '../../src/provider.ts'
import { BufferScanner } from '../../src/pack/buffer-scanner.ts'
import { tableOf } from '../../src/pack/rule-table.ts'
import { compile, type Ruleset } from '../../src/scan/ruleset.ts'
import { scan, type Scanned } from '../../src/scan/scan.ts'
import { isLoaded, loadRooms } from '../providers/rooms.ts'
import { guess, mark, middle, pair } from '../scan/toys.ts'

const mint = new Mint('buffers')
const token = `mark_${mint.base62(20)}`

const TEXTS: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('m')],
  ['a token alone', Buffer.from(token)],
  ['a token behind a mark', Buffer.from(`\ufeff${token}`)],
  ['a token in UTF-16', Buffer.from(`\ufeff${token}`, 'utf16le')],
  ['a mark of UTF-16 alone', Buffer.from([0xff, 0xfe])],
  ['a token behind a NUL', Buffer.from(`\0${token}`)],
  ['a token and a NUL far behind', Buffer.from(`${token}${' '.repeat(9000)}\0`)],
  ['a keyword in capitals', Buffer.from(token.toUpperCase())],
  ['a keyword cut off by the end', Buffer.from('xx mark')],
  ['more keywords than are kept', Buffer.from('value '.repeat(200_000) + token)],
  ['a match before its keyword', Buffer.from('somename~mid~somename other~MIDDLE~other')],
  ['pairs in lines', Buffer.from(Array.from({ length: 30 }, (_, i) => `pair-${10_000_000 + i}\nhalf=abcdefg${'abcdefghij'[i % 10]}`).join('\n'))],
]

describe('a buffer is scanned as scan would', () => {
  test.each(TEXTS)('%s', async (_, bytes) => {
    const ruleset = compile([mark, middle, pair, guess])
    for (const scanner of await scannersOf(ruleset)) expect(told(await scanner.scan(bytes))).toEqual(told(scan({ bytes, path: '' }, ruleset)))
  })

  test('every example and counter-example of every provider, one after the other', async () => {
    const rooms = (await loadRooms()).filter(isLoaded)
    const ruleset = compile(rooms.flatMap(({ provider }) => provider.tokens))
    const scanners = await scannersOf(ruleset)
    const texts = rooms.flatMap(({ examples }) => [...examples.found.map((example) => example.make(mint).text), ...examples.ignored.map((example) => example.make(mint))])
    for (const text of [...texts, texts.join('\n')]) {
      const bytes = Buffer.from(text)
      const expected = told(scan({ bytes, path: '' }, ruleset))
      for (const scanner of scanners) expect(told(await scanner.scan(bytes))).toEqual(expected)
    }
  })

  test('patterns that use what is not known, and rule sets that do not fit', async () => {
    const odd: TokenKind = { id: 'toy/odd', title: 'Odd', keywords: ['odd_'], pattern: /odd_(?i:[a-z]{4})(?=\.)/ }
    const far: TokenKind = { id: 'toy/far', title: 'Far', keywords: ['far_'], lookBehind: 70_000, pattern: /[0-9]{1,9}far_/ }
    const bytes = Buffer.from('odd_AbCd. odd_abcd, 123far_')
    for (const ruleset of [compile([odd]), compile([odd, far])]) {
      for (const scanner of await scannersOf(ruleset)) expect(told(await scanner.scan(bytes))).toEqual(told(scan({ bytes, path: '' }, ruleset)))
    }
  })
})

/** With the rules at hand, and with a table that was made of them. */
function scannersOf(ruleset: Ruleset): Promise<readonly BufferScanner[]> {
  async function ready(): Promise<Ruleset> {
    return ruleset
  }
  return Promise.all([BufferScanner.of({ ready }), BufferScanner.of({ ready, table: tableOf(ruleset) })])
}

function told(scanned: Scanned): unknown {
  if (scanned.state === 'binary') return 'binary'
  return scanned.matches.map(({ token: { kind, secret, parts }, start, end, proven, facts }) => [kind.id, secret.fingerprint, { ...parts }, start, end, proven, facts])
}
