import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'telegram/bot-token',
      make(mint) {
        const secret = botToken(mint)
        return { text: `TELEGRAM_BOT_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'telegram/bot-token',
      make(mint) {
        const secret = botToken(mint)
        return { text: `curl https://api.telegram.org/bot${secret}/sendMessage`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => botToken(mint).slice(0, -4) },
    { why: 'it goes on after the token', make: (mint) => `${botToken(mint)}xyz` },
    { why: 'it stands inside a longer word', make: (mint) => `x${botToken(mint)}` },
    { why: 'a placeholder', make: () => `123456789:AA${'x'.repeat(33)}` },
    { why: 'an address of hardware', make: () => '00:1A:AA:BB:CC:DD 12345678:AA:BB' },
  ],
}

function botToken(mint: Mint): string {
  return `${1 + mint.below(9)}${mint.chars(ALPHABET.digit, 9)}:AA${mint.chars(ALPHABET.base64url, 30)}Fzk`
}
