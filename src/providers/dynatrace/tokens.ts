import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// A prefix for the type, a public part of 24 and a secret part of 64 characters:
// https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication#token-format
const token: TokenKind = {
  id: 'dynatrace/token',
  title: 'Dynatrace token',
  keywords: ['dt0'],
  pattern: /(?<![A-Za-z0-9_.-])dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [token]
