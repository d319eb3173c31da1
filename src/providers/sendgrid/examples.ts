import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'sendgrid/api-key',
      make(mint) {
        const secret = key(mint)
        return { text: `SENDGRID_API_KEY=${secret}\n`, secret }
      },
    },
    {
      kind: 'sendgrid/api-key',
      make(mint) {
        const secret = key(mint)
        return { text: `sgMail.setApiKey('${secret}');`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => key(mint).slice(0, -1) },
    { why: 'it is too long', make: (mint) => `${key(mint)}A` },
    { why: 'it stands inside a longer word', make: (mint) => `M${key(mint)}` },
    { why: 'it is written in lower case', make: (mint) => key(mint).replace('SG', 'sg') },
    { why: 'a placeholder', make: () => `SG.${'x'.repeat(22)}.${'x'.repeat(43)}` },
    { why: 'a name in code', make: () => 'SG.mail.send(message).then(report)' },
  ],
}

function key(mint: Mint): string {
  return `SG.${mint.base62(22)}.${mint.chars(ALPHABET.base64url, 42)}${mint.base62(1)}`
}
