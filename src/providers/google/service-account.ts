import { defined } from '../../lib/defined.ts'
import type { Facts, TokenKind } from '../../provider.ts'

// JSON may stand inside JSON, YAML or an environment variable, so quotes and line ends may be escaped more than once.
const QUOTE = String.raw`\\{0,3}"`
const EMAIL = String.raw`[a-z0-9][a-z0-9.\-]{1,80}@[a-z0-9.\-]{4,80}\.gserviceaccount\.com`
const BEGIN = '-----BEGIN PRIVATE KEY-----'
const END = '-----END PRIVATE KEY-----'

/**
 * The key file of a service account: https://docs.cloud.google.com/iam/docs/keys-create-delete. It is found from the value of
 * `private_key` to the end of `client_email` where that follows, as it does in the files that Google makes.
 */
export const serviceAccountKey: TokenKind = {
  id: 'google/service-account-key',
  title: 'Google service account key',
  keywords: ['private_key'],
  pattern: new RegExp(
    String.raw`private_key${QUOTE}\s{0,4}:\s{0,4}${QUOTE}(?<secret>${BEGIN}[A-Za-z0-9+/=\\\s]{400,4500}${END}`
      + String.raw`(?:(?:\\{1,4}n|\s){0,3}${QUOTE}\s{0,8},(?:\s|\\{1,4}n){0,16}${QUOTE}client_email${QUOTE}\s{0,4}:\s{0,4}${QUOTE}${EMAIL})?)(?![A-Za-z0-9.-])`,
  ),
  parts: [{ name: 'client_email', pattern: new RegExp(`(?<![a-z0-9.-])${EMAIL}(?![A-Za-z0-9.-])`), within: 20, required: true }],
  read,
}

/** The account's address, and the project whose name is in it. */
function read(text: string): Facts {
  const owner = new RegExp(`${EMAIL}$`).exec(text)?.[0]
  const account = owner === undefined ? undefined : /@([a-z0-9.-]{4,80})\.iam\.gserviceaccount\.com$/.exec(owner)?.[1]
  return defined<Facts>({ owner, account })
}
