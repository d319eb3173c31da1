import { base62 } from '../../lib/base62.ts'
import { crc32 } from '../../lib/crc32.ts'
import { NPM_HOST } from '../../lib/npm-host.ts'
import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

const accessToken: TokenKind = {
  id: 'npm/access-token',
  title: 'npm access token',
  keywords: ['npm_'],
  pattern: /(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9_])/,
  checksum,
}

// `npm_<40 characters>`, with no word of a checksum: https://github.com/npm/api-documentation, token.yaml
const longAccessToken: TokenKind = {
  id: 'npm/access-token-long',
  title: 'npm access token of 40 characters',
  keywords: ['npm_'],
  pattern: /(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{40}(?![A-Za-z0-9_])/,
  plausible: (text) => /[a-z]/.test(text.slice(4)) && /[A-Z]/.test(text) && /\d/.test(text) && !isSample(text),
}

// A UUID says nothing by itself: only the line of an .npmrc that names npm's own registry makes it one of its tokens.
// https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns (npm_access_token, legacy)
const legacyToken: TokenKind = {
  id: 'npm/legacy-token',
  title: 'npm access token (legacy)',
  keywords: ['_authToken'],
  pattern: new RegExp(
    `(?<=//${NPM_HOST.replaceAll('.', String.raw`\.`)}/:)_authToken\\s{0,4}=\\s{0,4}["']?`
      + '(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![A-Za-z0-9_-])',
  ),
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [accessToken, longAccessToken, legacyToken]

/** The last six characters are the CRC-32, in base 62, of those between prefix and checksum, as in GitHub's tokens. */
function checksum(text: string): boolean {
  return base62(crc32(text.slice(4, -6)), 6) === text.slice(-6)
}
