import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// Two numbers in hex behind the prefix, of 24 and of 34 digits.
const apiKey: TokenKind = {
  id: 'postman/api-key',
  title: 'Postman API key',
  keywords: ['PMAK-'],
  pattern: /(?<![A-Za-z0-9_-])PMAK-[0-9a-f]{24}-[0-9a-f]{34}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [apiKey]
