import { ALPHABET, type Mint } from '../../lib/mint.ts'
import type { Examples } from '../../provider.ts'

const EMAIL = 'deployer@sample-project-4711.iam.gserviceaccount.com'

export const examples: Examples = {
  found: [
    {
      kind: 'google/api-key',
      make(mint) {
        const secret = apiKey(mint)
        return { text: `<script src="https://maps.googleapis.com/maps/api/js?key=${secret}&callback=init"></script>`, secret }
      },
    },
    {
      kind: 'google/authentication-key',
      make(mint) {
        const secret = `AQ.Ab8RN6${mint.chars(ALPHABET.base64url, 44)}`
        return { text: `GEMINI_API_KEY=${secret}\n`, secret }
      },
    },
    {
      kind: 'google/oauth-client-secret',
      make(mint) {
        const secret = `GOCSPX-${mint.chars(ALPHABET.base64url, 28)}`
        return { text: `{"installed":{"client_secret":"${secret}","redirect_uris":["http://localhost"]}}`, secret }
      },
    },
    {
      kind: 'google/oauth-access-token',
      make(mint) {
        const secret = `ya29.a0${mint.chars(ALPHABET.base64url, 160)}x`
        return { text: `curl -H "Authorization: Bearer ${secret}" https://storage.googleapis.com/`, secret }
      },
    },
    {
      kind: 'google/oauth-refresh-token',
      make(mint) {
        const secret = `1//0${mint.chars(ALPHABET.base64url, 99)}`
        return { text: `  "refresh_token": "${secret}",\n  "type": "authorized_user"\n`, secret }
      },
    },
    {
      kind: 'google/service-account-key',
      make(mint) {
        const { text, secret } = keyFile(mint)
        return { text, secret, parts: { client_email: EMAIL } }
      },
    },
    {
      kind: 'google/service-account-key',
      make(mint) {
        const { text, secret } = keyFile(mint)
        return { text: `{"GOOGLE_CREDENTIALS": "${escaped(text)}"}`, secret: escaped(secret), parts: { client_email: EMAIL } }
      },
    },
    {
      kind: 'google/service-account-key',
      make(mint) {
        const secret = pem(mint)
        return { text: `{"client_email": "${EMAIL}",\n "private_key": "${secret}\\n", "type": "service_account"}`, secret, parts: { client_email: EMAIL } }
      },
    },
  ],
  ignored: [
    { why: 'it is too short', make: (mint) => apiKey(mint).slice(0, -1) },
    { why: 'it goes on after the key', make: (mint) => `${apiKey(mint)}9` },
    { why: 'it stands inside a longer word', make: (mint) => `x${apiKey(mint)}` },
    { why: 'a placeholder', make: () => `AIza${'X'.repeat(35)}` },
    { why: 'a placeholder of a client secret', make: () => `GOCSPX-${'x'.repeat(28)}` },
    { why: 'the beginning of an access token, as documentation shows it', make: () => '"access_token": "ya29.ACCESS_TOKEN"' },
    { why: 'an address with two slashes in its path', make: () => 'https://example.com/v1//0/items/of-a-list/that-is-rather-long/and-goes-on' },
    { why: 'a private key of somebody else', make: (mint) => `{"issuer": "example.com", "private_key": "${pem(mint)}\\n"}` },
    { why: 'a key file without its key', make: () => `{"private_key": "-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----\\n", "client_email": "${EMAIL}"}` },
  ],
}

/** JSON as it stands inside a string of JSON. */
function escaped(json: string): string {
  return JSON.stringify(json).slice(1, -1)
}

function apiKey(mint: Mint): string {
  return `AIzaSy${mint.chars(ALPHABET.base64url, 33)}`
}

function keyFile(mint: Mint): { readonly text: string; readonly secret: string } {
  const secret = `${pem(mint)}\\n",\n  "client_email": "${EMAIL}`
  return {
    text: [
      '{', '  "type": "service_account",', '  "project_id": "sample-project-4711",', `  "private_key_id": "${mint.hex(40)}",`,
      `  "private_key": "${secret}",`, '  "client_id": "104711471147114711471",', '  "universe_domain": "googleapis.com"', '}', '',
    ].join('\n'),
    secret,
  }
}

/** A key in the form of PKCS #8, its line ends as JSON writes them. */
function pem(mint: Mint): string {
  const lines = mint.bytes(1217).toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----'].join('\\n')
}
