import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// 38 characters with the prefix: https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing
// and https://shopify.dev/changelog/app-secret-key-length-has-increased
const publicAppToken: TokenKind = {
  id: 'shopify/access-token',
  title: 'Shopify access token',
  keywords: ['shpat_'],
  pattern: /(?<![A-Za-z0-9_-])shpat_[0-9a-fA-F]{32}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

const customAppToken: TokenKind = {
  id: 'shopify/custom-app-token',
  title: 'Shopify custom app access token',
  keywords: ['shpca_'],
  pattern: /(?<![A-Za-z0-9_-])shpca_[0-9a-fA-F]{32}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

const privateAppToken: TokenKind = {
  id: 'shopify/private-app-token',
  title: 'Shopify private app access token',
  keywords: ['shppa_'],
  pattern: /(?<![A-Za-z0-9_-])shppa_[0-9a-fA-F]{32}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

const appSecret: TokenKind = {
  id: 'shopify/app-secret',
  title: 'Shopify app secret',
  keywords: ['shpss_'],
  pattern: /(?<![A-Za-z0-9_-])shpss_[0-9a-fA-F]{32}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [
  publicAppToken,
  customAppToken,
  privateAppToken,
  appSecret,
]
