// One contract, every provider: what src/provider.ts promises, shown on each provider's own examples and documented answers.
import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import type { Example, TokenKind } from '../../src/provider.ts'
import { reachOf } from '../../src/scan/pattern-reach.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { scan } from '../../src/scan/scan.ts'
import type { Match } from '../../src/finding.ts'
import { isLoaded, kindOf, loadRooms, nameOf } from './rooms.ts'

const SEEDS = ['one', 'two', 'three', 'four', 'five'] as const
const rooms = await loadRooms()
const loaded = rooms.filter(isLoaded)
const everyKind = compile(loaded.flatMap((room) => room.provider.tokens))

test.each(rooms.map((room) => [room.id, room] as const))('%s can be loaded with its examples', (_, room) => {
  expect(room.state === 'broken' ? room.why : '').toBe('')
})

describe.each(loaded.map((room) => [room.id, room] as const))('%s', (id, room) => {
  const { provider, examples } = room

  test('is named as its folder and says where its tokens are described', () => {
    expect(provider.id).toBe(id)
    expect(provider.title).toMatch(/\S/)
    expect(new URL(provider.docs).protocol).toBe('https:')
    expect(provider.hosts.filter((host) => new URL(`https://${host}/`).host !== host)).toEqual([])
  })

  test('has kinds of its own, each with an example', () => {
    const ids = provider.tokens.map((kind) => kind.id)
    expect(ids.filter((kind) => !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(kind) || !kind.startsWith(`${id}/`))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(examples.found.map(({ kind }) => kind))).toEqual(new Set(ids))
  })

  // A provider may have migrations alone.
  test('has something to offer', () => {
    expect(provider.tokens.length + (provider.migrations ?? []).length).toBeGreaterThan(0)
  })

  if (provider.tokens.length === 0) return

  test.each(provider.tokens.map((kind) => [kind.id, kind] as const))('%s is bounded and has fit keywords', (_, kind) => {
    expect(wrongWithPattern(kind.pattern)).toEqual([])
    expect((kind.parts ?? []).flatMap((part) => wrongWithPattern(part.pattern))).toEqual([])
    expect(kind.keywords.filter((word) => !/^[\x20-\x7e]{3,64}$/.test(word))).toEqual([])
    expect(kind.title).toMatch(/\S/)
  })

  test.each(examples.found.map((example, i) => [nameOf(example, i), example] as const))('%s is found at its place, by its own kind', (_, example) => {
    for (const seed of SEEDS) {
      const made = example.make(new Mint(seed))
      for (const { bytes, text } of surroundings(made.text)) {
        const [match, ...more] = matchesOf(bytes).filter(({ token }) => token.kind.id === example.kind)
        expect(more).toHaveLength(0)
        expect({ start: match?.start, end: match?.end }).toEqual(placeOf(made.secret, text))
        expect(match?.token.secret.reveal() === made.secret).toBe(true)
        for (const [name, part] of Object.entries(made.parts ?? {})) expect(match?.token.parts[name]?.reveal() === part).toBe(true)
      }
    }
  })

  test.each(examples.ignored.map((example, i) => [`${i}: ${example.why}`, example] as const))('ignores %s', (_, example) => {
    for (const seed of SEEDS) {
      const matches = matchesOf(Buffer.from(example.make(new Mint(seed))))
      expect(matches.map(({ token }) => token.kind.id).filter((kind) => kind.startsWith(`${id}/`))).toEqual([])
    }
  })

  test('a checksum holds for an example and for no other text that differs in a character', () => {
    for (const [kind, secret] of secretsOf(examples.found)) {
      const { checksum } = kindOf(room, kind)
      if (!checksum) continue
      expect(checksum(secret)).toBe(true)
      expect(mutations(secret).filter((mutated) => checksum(mutated))).toHaveLength(0)
    }
  })

  test('facts hold nothing of what is secret in a token', () => {
    for (const example of examples.found) {
      const { read } = kindOf(room, example.kind)
      const [one, other] = ['one', 'two'].map((seed) => example.make(new Mint(seed)).secret)
      if (!read || one === undefined || other === undefined) continue
      const shown = JSON.stringify(read(one))
      const windows = Array.from({ length: Math.max(0, one.length - 15) }, (_, i) => one.slice(i, i + 16)).filter((text) => !other.includes(text))
      expect(windows.filter((text) => shown.includes(text))).toHaveLength(0)
    }
  })
})

function wrongWithPattern(pattern: RegExp): readonly string[] {
  return [
    ...(reachOf(pattern) === 'unbounded' ? ['a repeat without an upper bound'] : []),
    ...(/[gyd]/.test(pattern.flags) ? [`the flags ${pattern.flags}`] : []),
  ]
}

function matchesOf(bytes: Uint8Array): readonly Match[] {
  const scanned = scan({ bytes, path: 'example.txt' }, everyKind)
  return scanned.state === 'scanned' ? scanned.matches : []
}

interface Surrounded {
  readonly text: string
  readonly bytes: Buffer
}

/** The text alone, in the middle of a file with CRLF, and in UTF-16, with letters of several bytes around it. */
function surroundings(text: string): readonly Surrounded[] {
  const long = `${'// überall 😀 steht etwas\r\n'.repeat(40)}${text}\r\n\r\nund danach auch\r\n`
  const wide = `\u{1F600} \n${text}\n`
  return [
    { text, bytes: Buffer.from(text) },
    { text: long, bytes: Buffer.from(long) },
    { text: wide, bytes: Buffer.from(`\ufeff${wide}`, 'utf16le') },
    { text: wide, bytes: Buffer.from(`\ufeff${wide}`, 'utf16le').swap16() },
  ]
}

function placeOf(secret: string, text: string): Pick<Match, 'start' | 'end'> {
  const start = text.indexOf(secret)
  return { start: positionOf(start, text), end: positionOf(start + secret.length, text) }
}

function positionOf(offset: number, text: string): Match['start'] {
  const lines = text.slice(0, offset).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

function secretsOf(found: readonly Example[]): readonly (readonly [kind: TokenKind['id'], secret: string])[] {
  return found.flatMap((example) => SEEDS.map((seed) => [example.kind, example.make(new Mint(seed)).secret] as const))
}

/** The text with one letter or digit replaced: in the middle, near the end and at the end. */
function mutations(text: string): readonly string[] {
  return [Math.floor(text.length / 2), text.length - 4, text.length - 1].filter((i) => /[A-Za-z0-9]/.test(text.charAt(i)))
    .map((i) => text.slice(0, i) + (text.charAt(i) === '1' ? '2' : '1') + text.slice(i + 1))
}
