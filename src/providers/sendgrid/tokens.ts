import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// 69 characters in all: https://www.twilio.com/docs/sendgrid/api-reference/api-keys/retrieve-an-existing-api-key
const apiKey: TokenKind = {
  id: 'sendgrid/api-key',
  title: 'SendGrid API key',
  keywords: ['SG.'],
  pattern: /(?<![A-Za-z0-9_.-])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [apiKey]
