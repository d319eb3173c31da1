import type { Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'twilio/auth-token',
      make(mint) {
        const { account, secret } = pair(mint)
        return { text: `TWILIO_ACCOUNT_SID=${account}\nTWILIO_AUTH_TOKEN=${secret}\n`, secret, parts: { account } }
      },
    },
    {
      kind: 'twilio/auth-token',
      make(mint) {
        const { secret } = pair(mint)
        return { text: `  twilioAuthToken: '${secret}',`, secret }
      },
    },
    {
      kind: 'twilio/auth-token-beside-account',
      make(mint) {
        const { account, secret } = pair(mint)
        return { text: `account_sid = "${account}"\nauth_token  = "${secret}"\n`, secret, parts: { account } }
      },
    },
    {
      kind: 'twilio/api-key-secret',
      make(mint) {
        const key = `SK${mint.hex(32)}`
        const secret = keySecret(mint)
        return { text: `sid: ${key}\ntwilio_api_secret: ${secret}\n`, secret, parts: { key } }
      },
    },
    {
      kind: 'twilio/api-key',
      make(mint) {
        const secret = `SK${mint.hex(32)}`
        return { text: `const TWILIO_API_KEY = "${secret}";`, secret }
      },
    },
  ],
  ignored: [
    { why: 'an auth token that is too short', make: (mint) => `TWILIO_AUTH_TOKEN=${mint.hex(31)}` },
    { why: 'an auth token that goes on', make: (mint) => `TWILIO_AUTH_TOKEN=${mint.hex(33)}` },
    { why: 'a placeholder', make: () => `TWILIO_AUTH_TOKEN=${'x'.repeat(32)} TWILIO_AUTH_TOKEN=${'0'.repeat(32)}` },
    { why: 'an account alone, which is no secret', make: (mint) => `TWILIO_ACCOUNT_SID=${pair(mint).account}` },
    { why: 'an auth token of somebody else', make: (mint) => `auth_token = "${pair(mint).secret}"` },
    { why: 'a hash of the same length', make: (mint) => `twilio-7.x.tgz md5 ${mint.hex(32)}` },
    { why: 'a variable instead of a token', make: () => 'TWILIO_AUTH_TOKEN=${{ secrets.TWILIO_AUTH_TOKEN }}' },
    { why: 'a secret in words', make: () => 'twilio_api_secret: thisisonlyanexampleandnotasecret' },
  ],
}

function pair(mint: Mint): { readonly account: string; readonly secret: string } {
  return { account: `AC${mint.hex(32)}`, secret: mint.hex(32) }
}

function keySecret(mint: Mint): string {
  return `${mint.base62(29)}aZ7`
}
