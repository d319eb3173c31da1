import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// The bot's number, a colon and some 35 characters, which have begun with AA for long, as in
// https://core.telegram.org/bots/features#generating-an-authentication-token. In addresses `bot` stands before it.
const botToken: TokenKind = {
  id: 'telegram/bot-token',
  title: 'Telegram bot token',
  keywords: [':AA'],
  lookBehind: 10,
  pattern: /(?:(?<![A-Za-z0-9_:-])|(?<=\/bot))\d{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text.slice(text.indexOf(':'))) && /[a-z]/.test(text) && /[A-Z].*[A-Z].*[A-Z]/.test(text),
}

export const tokens: readonly TokenKind[] = [botToken]
