import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { automatonOf, findWords } from '../../src/scan/keywords.ts'

interface Hit {
  readonly word: string
  readonly end: number
}

function hitsOf(words: readonly string[], text: string): readonly Hit[] {
  const hits: Hit[] = []
  const bytes = Buffer.from(text, 'latin1')
  const automaton = automatonOf(words.map((word) => [word, word] as const))
  findWords(automaton, { bytes, start: 0, end: bytes.length, onWord: (values, end) => hits.push(...values.map((word) => ({ word, end }))) })
  return hits
}

function plainHitsOf(words: readonly string[], text: string): readonly Hit[] {
  const lower = text.toLowerCase()
  return text.split('').flatMap((_, i) => words.filter((word) => lower.startsWith(word.toLowerCase(), i)).map((word) => ({ word, end: i + word.length })))
}

function inOrder(hits: readonly Hit[]): readonly string[] {
  return hits.map(({ word, end }) => `${String(end).padStart(6)} ${word}`).toSorted()
}

test.each([
  ['a word inside another', ['she', 'he', 'hers', 'his'], 'ushers and His'],
  ['words that overlap themselves', ['aaa', 'aa'], 'aaaaa'],
  ['a word that fails into the middle of another', ['abcd', 'bce'], 'abce abcd'],
  ['words with signs', ['-----begin ', '://', 'x@['], 'a://b -----BEGIN x@['],
  ['bytes beyond ASCII', ['abc'], 'éabc\xff\x00ABC'],
])('%s: each place is found, whatever the case', (_, words, text) => {
  expect(inOrder(hitsOf(words, text))).toEqual(inOrder(plainHitsOf(words, text)))
})

test('random words in random texts of few letters are found exactly where they stand', () => {
  const mint = new Mint('keywords')
  for (let round = 0; round < 200; round++) {
    const words = [...new Set(Array.from({ length: 1 + mint.below(8) }, () => mint.chars('abC', 1 + mint.below(5)).toLowerCase()))]
    const text = mint.chars('aBc-', mint.below(80))
    expect(inOrder(hitsOf(words, text))).toEqual(inOrder(plainHitsOf(words, text)))
  }
})

test('hits come in the order of their ends, all of one place in one call', () => {
  const calls: number[] = []
  const automaton = automatonOf([['she', 1], ['he', 2], ['he', 3]])
  const bytes = Buffer.from('she he')
  findWords(automaton, { bytes, start: 0, end: bytes.length, onWord: (values, end) => calls.push(end, values.length) })
  expect(calls).toEqual([3, 3, 6, 2])
})

test('nothing outside the range is read', () => {
  const calls: number[] = []
  const bytes = Buffer.from('keykeykey')
  findWords(automatonOf([['key', 0]]), { bytes, start: 1, end: 8, onWord: (_, end) => calls.push(end) })
  expect(calls).toEqual([6])
})
