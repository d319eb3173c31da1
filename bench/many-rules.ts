import { Mint } from '../src/lib/mint.ts'
import type { TokenKind } from '../src/provider.ts'
import { providers } from '../src/providers/index.ts'

/** The shipped kinds, and others of the same make up to this number: a keyword of their own, then letters and digits. */
export function manyRules(count: number): readonly TokenKind[] {
  const shipped = providers.flatMap(({ tokens }) => tokens)
  const mint = new Mint('rules')
  const made = Array.from({ length: Math.max(0, count - shipped.length) }, (_, index): TokenKind => {
    const word = `${mint.base62(3).toLowerCase()}${index.toString(36).padStart(3, '0')}_`
    return { id: `made/${index}`, title: `made ${index}`, keywords: [word], pattern: new RegExp(`${word}[A-Za-z0-9]{32}\\b`) }
  })
  return [...shipped, ...made]
}
