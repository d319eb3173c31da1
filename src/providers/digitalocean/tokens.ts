import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// https://docs.digitalocean.com/notes/2022/api-token-format/ names the prefixes; 32 bytes in hex follow
const personalToken: TokenKind = {
  id: 'digitalocean/personal-token',
  title: 'DigitalOcean personal access token',
  keywords: ['dop_v1_'],
  pattern: /(?<![A-Za-z0-9_-])dop_v1_[0-9a-f]{64}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

const oauthToken: TokenKind = {
  id: 'digitalocean/oauth-token',
  title: 'DigitalOcean OAuth access token',
  keywords: ['doo_v1_'],
  pattern: /(?<![A-Za-z0-9_-])doo_v1_[0-9a-f]{64}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

const refreshToken: TokenKind = {
  id: 'digitalocean/refresh-token',
  title: 'DigitalOcean OAuth refresh token',
  keywords: ['dor_v1_'],
  pattern: /(?<![A-Za-z0-9_-])dor_v1_[0-9a-f]{64}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [personalToken, oauthToken, refreshToken]
