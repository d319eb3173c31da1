import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'discord/bot-token',
      make(mint) {
        const secret = botToken(mint)
        return { text: `client.login('${secret}')`, secret }
      },
    },
    {
      kind: 'discord/bot-token',
      make(mint) {
        const secret = botToken(mint)
        return { text: `DISCORD_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'discord/bot-token',
      make(mint) {
        const secret = botToken(mint)
        return { text: `Authorization: Bot ${secret}\r\n`, secret }
      },
    },
    {
      kind: 'discord/webhook',
      make(mint) {
        const secret = `https://discord.com/api/webhooks/${snowflake(mint)}/${mint.chars(ALPHABET.base64url, 68)}`
        return { text: `DISCORD_WEBHOOK="${secret}"`, secret }
      },
    },
    {
      kind: 'discord/webhook',
      make(mint) {
        const secret = `https://canary.discordapp.com/api/v10/webhooks/${snowflake(mint)}/${mint.chars(ALPHABET.base64url, 68)}`
        return { text: `curl -d '{}' ${secret}`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `token = "${botToken(mint).slice(0, -20)}"` },
    { why: 'a number that is none', make: (mint) => `token = "M${mint.base62(25)}.${mint.base62(6)}.${mint.base62(38)}"` },
    { why: 'it goes on after the token', make: (mint) => `token: ${botToken(mint)}.x` },
    { why: 'a placeholder', make: (mint) => `token: ${botToken(mint).slice(0, -38)}${'x'.repeat(38)}` },
    { why: 'a webhook without its token', make: (mint) => `https://discord.com/api/webhooks/${snowflake(mint)}` },
    { why: 'a placeholder of a webhook', make: (mint) => `https://discord.com/api/webhooks/${snowflake(mint)}/${'x'.repeat(68)}` },
  ],
}

function botToken(mint: Mint): string {
  return `${Buffer.from(snowflake(mint)).toString('base64url')}.${mint.base62(6)}.${mint.chars(ALPHABET.base64url, 37)}z`
}

function snowflake(mint: Mint): string {
  return `1${mint.chars(ALPHABET.digit, 17)}`
}
