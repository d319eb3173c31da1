import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// 40 characters with the prefix: https://answers.netlify.com/t/change-to-the-netlify-authentication-token-format/106146
const personalToken: TokenKind = {
  id: 'netlify/personal-token',
  title: 'Netlify personal access token',
  keywords: ['nfp_'],
  pattern: /(?<![A-Za-z0-9_-])nfp_[A-Za-z0-9]{36}(?![A-Za-z0-9_-])/,
  plausible,
}

const cliToken: TokenKind = {
  id: 'netlify/cli-token',
  title: 'Netlify CLI token',
  keywords: ['nfc_'],
  pattern: /(?<![A-Za-z0-9_-])nfc_[A-Za-z0-9]{36}(?![A-Za-z0-9_-])/,
  plausible,
}

const oauthToken: TokenKind = {
  id: 'netlify/oauth-token',
  title: 'Netlify OAuth access token',
  keywords: ['nfo_'],
  pattern: /(?<![A-Za-z0-9_-])nfo_[A-Za-z0-9]{36}(?![A-Za-z0-9_-])/,
  plausible,
}

const appToken: TokenKind = {
  id: 'netlify/app-token',
  title: 'Netlify app token',
  keywords: ['nfu_'],
  pattern: /(?<![A-Za-z0-9_-])nfu_[A-Za-z0-9]{36}(?![A-Za-z0-9_-])/,
  plausible,
}

const buildToken: TokenKind = {
  id: 'netlify/build-token',
  title: 'Netlify build token',
  keywords: ['nfb_'],
  pattern: /(?<![A-Za-z0-9_-])nfb_[A-Za-z0-9]{36}(?![A-Za-z0-9_-])/,
  plausible,
}

export const tokens: readonly TokenKind[] = [
  personalToken,
  cliToken,
  oauthToken,
  appToken,
  buildToken,
]

/** Not a stand-in, and not a name in code either. */
function plausible(text: string): boolean {
  return !isSample(text) && /\d/.test(text) && /[A-Z]/.test(text)
}
