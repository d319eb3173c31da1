import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { found, mark, type Found } from './toys.ts'

interface Planted {
  readonly text: string
  readonly tokens: readonly Found[]
}

const SEEDS = Array.from({ length: 40 }, (_, i) => `planted ${i}`)

test.each(SEEDS)('%s: every token is found at its place and nothing else, in every encoding', (seed) => {
  const { text, tokens } = plant(new Mint(seed))
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16, Buffer.from(utf16).swap16()]) {
    expect(found(bytes, [mark])).toEqual(tokens)
  }
})

/** Random words with tokens between them; the expected places come from the strings themselves, by lines. */
function plant(mint: Mint): Planted {
  const ends = ['\n', '\r\n'] as const
  const end = ends[mint.below(2)] ?? '\n'
  const lines = Array.from({ length: 30 }, () => Array.from({ length: mint.below(8) }, () => pieceOf(mint)))
  const tokens = lines.flatMap((pieces, i) => pieces.flatMap((piece, j) => {
    const column = pieces.slice(0, j).join(' ').length + (j === 0 ? 1 : 2)
    return piece.startsWith('mark_') && piece.length === 25
      ? [{ kind: 'toy/mark', secret: piece, place: `${i + 1}:${column}-${i + 1}:${column + 25}` }]
      : []
  }))
  return { text: lines.map((pieces) => pieces.join(' ')).join(end), tokens }
}

function pieceOf(mint: Mint): string {
  const pieces = ['word', 'é', '日本語', '😀😀', 'mark_', `mark_${mint.base62(19)}`, `mark_${mint.base62(21)}`, `xmark_${mint.base62(20)}`, '\t', 'MARK_']
  return mint.below(4) === 0 ? `mark_${mint.base62(20)}` : (pieces[mint.below(pieces.length)] ?? '')
}
