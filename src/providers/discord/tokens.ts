import { assignment } from '../../lib/assigned.ts'
import { isSample } from '../../lib/sample.ts'
import type { Facts, TokenKind } from '../../provider.ts'

// The bot's number in base64, a time and a signature: https://docs.discord.com/developers/reference#authentication.
// Nothing in it is always the same, so it is found by what stands before it, and known by the number.
const botToken: TokenKind = {
  id: 'discord/bot-token',
  title: 'Discord bot token',
  keywords: ['token', '.login(', 'bot '],
  pattern: new RegExp(
    `(?:${assignment(['token'])}|\\.login\\(["'\\x60]|[Bb]ot )`
      + '(?<secret>[MNO][A-Za-z0-9_-]{22,27}\\.[A-Za-z0-9_-]{6,7}\\.[A-Za-z0-9_-]{27,45})(?![A-Za-z0-9_.-])',
  ),
  plausible: (text) => botOf(text) !== undefined && !isSample(text.slice(text.indexOf('.'))),
  read,
}

// https://docs.discord.com/developers/resources/webhook#execute-webhook
const webhook: TokenKind = {
  id: 'discord/webhook',
  title: 'Discord webhook',
  // Without slashes, and with room before them: in URLs, JSON and HTML the signs of an address are spelled longer.
  keywords: ['discord.com', 'discordapp.com'],
  lookBehind: 33,
  pattern: /(?<![A-Za-z0-9])https:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{17,20}\/[A-Za-z0-9_-]{60,80}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text.slice(text.lastIndexOf('/'))),
}

export const tokens: readonly TokenKind[] = [botToken, webhook]

function read(text: string): Facts {
  const account = botOf(text)
  return account === undefined ? {} : { account }
}

/** The number of the bot, a snowflake of 17 to 20 digits. */
function botOf(text: string): string | undefined {
  const number = Buffer.from(text.slice(0, text.indexOf('.')), 'base64url').toString('latin1')
  return /^\d{17,20}$/.test(number) ? number : undefined
}
