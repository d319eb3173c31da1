import { assigned } from '../../lib/assigned.ts'
import { isSample } from '../../lib/sample.ts'
import type { Part, TokenKind } from '../../provider.ts'

// 40 characters and a checksum, of which neither length nor making is documented:
// https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
const BODY = '[A-Za-z0-9_-]{40}[A-Za-z0-9]{4,16}(?![A-Za-z0-9_-])'

const userToken: TokenKind = {
  id: 'cloudflare/user-token',
  title: 'Cloudflare user API token',
  keywords: ['cfut_'],
  pattern: new RegExp(`(?<![A-Za-z0-9_-])cfut_${BODY}`),
  plausible: (text) => !isSample(text),
}

const accountId: Part = {
  name: 'account',
  pattern: /(?:account[_ -]?(?:id|tag)?["']?\s{0,4}[=:]\s{0,4}["']?|accounts\/)(?<secret>[0-9a-f]{32})(?![A-Za-z0-9])/i,
  within: 10,
  required: false,
}

const accountToken: TokenKind = {
  id: 'cloudflare/account-token',
  title: 'Cloudflare account API token',
  keywords: ['cfat_'],
  pattern: new RegExp(`(?<![A-Za-z0-9_-])cfat_${BODY}`),
  parts: [accountId],
  plausible: (text) => !isSample(text),
}

const globalKey: TokenKind = {
  id: 'cloudflare/global-key',
  title: 'Cloudflare global API key',
  keywords: ['cfk_'],
  pattern: new RegExp(`(?<![A-Za-z0-9_-])cfk_${BODY}`),
  plausible: (text) => !isSample(text),
}

// What `wrangler login` stores; the same page names the prefix and no length.
const oauthToken: TokenKind = {
  id: 'cloudflare/oauth-token',
  title: 'Cloudflare OAuth access token',
  keywords: ['cfoat_'],
  pattern: /(?<![A-Za-z0-9_-])cfoat_[A-Za-z0-9_.-]{31,511}[A-Za-z0-9_-](?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

// Until 2026 tokens and keys had no prefix, so only a name makes them known.
const oldToken: TokenKind = {
  id: 'cloudflare/old-token',
  title: 'Cloudflare API token (old form)',
  keywords: ['cloudflare', 'cf_', 'cf-'],
  pattern: assigned({ names: ['cloudflare*token', '^cf_api_token', '^cf_dns_api_token', '^cf_token'], value: '[A-Za-z0-9_-]{40}' }),
  plausible: (text) => !isSample(text) && /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text),
}

const oldGlobalKey: TokenKind = {
  id: 'cloudflare/old-global-key',
  title: 'Cloudflare global API key (old form)',
  keywords: ['cloudflare', 'cf_', 'cf-', 'x-auth-key'],
  pattern: assigned({ names: ['cloudflare*key', '^cf_api_key', '^cf_key', '^x-auth-key'], value: '[0-9a-f]{37,45}' }),
  plausible: (text) => !isSample(text),
}

// https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/
const originCaKey: TokenKind = {
  id: 'cloudflare/origin-ca-key',
  title: 'Cloudflare origin CA key',
  keywords: ['v1.0-'],
  pattern: /(?<![A-Za-z0-9_.-])v1\.0-[0-9a-f]{24}-[0-9a-f]{100,200}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [
  userToken,
  accountToken,
  globalKey,
  oauthToken,
  oldToken,
  oldGlobalKey,
  originCaKey,
]
