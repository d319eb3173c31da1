import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'
import { serviceAccountKey } from './service-account.ts'

// https://docs.cloud.google.com/docs/authentication/api-keys-use shows the shape
const apiKey: TokenKind = {
  id: 'google/api-key',
  title: 'Google API key',
  keywords: ['AIza'],
  pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

// What AI Studio gives out instead: https://discuss.ai.google.dev/t/gemini-api-key-start-from-aq/171575; the length is not said.
const authenticationKey: TokenKind = {
  id: 'google/authentication-key',
  title: 'Google authentication key',
  keywords: ['AQ.Ab'],
  pattern: /(?<![A-Za-z0-9_.-])AQ\.Ab[A-Za-z0-9_-]{40,120}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

// https://support.google.com/cloud/answer/15549257: the client secret of OAuth clients
const clientSecret: TokenKind = {
  id: 'google/oauth-client-secret',
  title: 'Google OAuth client secret',
  keywords: ['GOCSPX-'],
  pattern: /(?<![A-Za-z0-9_-])GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

// At most 2,048 bytes; refresh tokens at most 512: https://developers.google.com/identity/protocols/oauth2#size
const accessToken: TokenKind = {
  id: 'google/oauth-access-token',
  title: 'Google OAuth access token',
  keywords: ['ya29.'],
  pattern: /(?<![A-Za-z0-9_.-])ya29\.[A-Za-z0-9_.-]{38,2042}[A-Za-z0-9_-](?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text) && /\d/.test(text.slice(5)),
}

const refreshToken: TokenKind = {
  id: 'google/oauth-refresh-token',
  title: 'Google OAuth refresh token',
  keywords: ['1//0'],
  pattern: /(?<![A-Za-z0-9_/.-])1\/\/0[A-Za-z0-9_-]{40,508}(?![A-Za-z0-9_/-])/,
  plausible: (text) => !isSample(text) && /[a-z]/.test(text) && /[A-Z]/.test(text),
}

export const tokens: readonly TokenKind[] = [
  apiKey,
  authenticationKey,
  serviceAccountKey,
  clientSecret,
  accessToken,
  refreshToken,
]
