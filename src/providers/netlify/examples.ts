import type { Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    {
      kind: 'netlify/personal-token',
      make(mint) {
        const secret = `nfp_${mint.base62(34)}Z7`
        return { text: `NETLIFY_AUTH_TOKEN=${secret}\n`, secret }
      },
    },
    {
      kind: 'netlify/cli-token',
      make(mint) {
        const secret = `nfc_${mint.base62(34)}Z7`
        return { text: `"auth": { "token": "${secret}" }`, secret }
      },
    },
    {
      kind: 'netlify/oauth-token',
      make(mint) {
        const secret = `nfo_${mint.base62(34)}Z7`
        return { text: `access_token=${secret}&token_type=Bearer`, secret }
      },
    },
    {
      kind: 'netlify/app-token',
      make(mint) {
        const secret = `nfu_${mint.base62(34)}Z7`
        return { text: `Authorization: Bearer ${secret}`, secret }
      },
    },
    {
      kind: 'netlify/build-token',
      make(mint) {
        const secret = `nfb_${mint.base62(34)}Z7`
        return { text: `netlify-token: '${secret}'`, secret }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => `nfp_${mint.base62(35)}` },
    { why: 'it goes on after the token', make: (mint) => `nfp_${mint.base62(37)}` },
    { why: 'it stands inside a longer name', make: (mint) => `my_nfp_${mint.base62(36)}` },
    { why: 'a placeholder', make: () => `nfp_${'x'.repeat(36)}` },
    { why: 'a name in code', make: () => 'nfc_readthetagthatwasjustputontothereader'.slice(0, 40) },
  ],
}
