import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// The prefixes: https://vercel.com/changelog/new-token-formats-and-secret-scanning; the lengths are not said.
const personalToken: TokenKind = {
  id: 'vercel/personal-token',
  title: 'Vercel personal access token',
  keywords: ['vcp_'],
  pattern: /(?<![A-Za-z0-9_-])vcp_[A-Za-z0-9]{24,100}(?![A-Za-z0-9_-])/,
  plausible,
}

const integrationToken: TokenKind = {
  id: 'vercel/integration-token',
  title: 'Vercel integration token',
  keywords: ['vci_'],
  pattern: /(?<![A-Za-z0-9_-])vci_[A-Za-z0-9]{24,100}(?![A-Za-z0-9_-])/,
  plausible,
}

const appToken: TokenKind = {
  id: 'vercel/app-token',
  title: 'Vercel app access token',
  keywords: ['vca_'],
  pattern: /(?<![A-Za-z0-9_-])vca_[A-Za-z0-9]{24,100}(?![A-Za-z0-9_-])/,
  plausible,
}

const appRefreshToken: TokenKind = {
  id: 'vercel/app-refresh-token',
  title: 'Vercel app refresh token',
  keywords: ['vcr_'],
  pattern: /(?<![A-Za-z0-9_-])vcr_[A-Za-z0-9]{24,100}(?![A-Za-z0-9_-])/,
  plausible,
}

const apiKey: TokenKind = {
  id: 'vercel/api-key',
  title: 'Vercel API key',
  keywords: ['vck_'],
  pattern: /(?<![A-Za-z0-9_-])vck_[A-Za-z0-9]{24,100}(?![A-Za-z0-9_-])/,
  plausible,
}

export const tokens: readonly TokenKind[] = [
  personalToken,
  integrationToken,
  appToken,
  appRefreshToken,
  apiKey,
]

/** Not a stand-in, and not a name in code either. */
function plausible(text: string): boolean {
  return !isSample(text) && /\d/.test(text) && /[A-Z]/.test(text)
}
