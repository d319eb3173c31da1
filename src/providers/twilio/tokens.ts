import { assigned } from '../../lib/assigned.ts'
import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// AC and 32 hex digits name an account, SK and 32 hex digits a key; neither is secret.
// https://www.twilio.com/docs/glossary/what-is-a-sid
const ACCOUNT = /(?<![A-Za-z0-9])AC[0-9a-f]{32}(?![A-Za-z0-9])/
const API_KEY = /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/

const HEX = '[0-9a-f]{32}'

// https://www.twilio.com/docs/iam/api/authtoken
const authToken: TokenKind = {
  id: 'twilio/auth-token',
  title: 'Twilio auth token',
  keywords: ['twilio'],
  pattern: assigned({ names: ['twilio*token'], value: HEX }),
  parts: [{ name: 'account', pattern: ACCOUNT, within: 5, required: false }],
  plausible: (text) => !isSample(text),
}

// Many call it `auth_token` alone; then only the account beside it tells whose it is.
const authTokenBesideAccount: TokenKind = {
  id: 'twilio/auth-token-beside-account',
  title: 'Twilio auth token beside its account',
  keywords: ['authtoken', 'auth_token', 'auth-token', 'auth token'],
  pattern: assigned({ names: ['auth_token'], value: HEX }),
  parts: [{ name: 'account', pattern: ACCOUNT, within: 5, required: true }],
  plausible: (text) => !isSample(text),
}

const apiKeySecret: TokenKind = {
  id: 'twilio/api-key-secret',
  title: 'Twilio API key secret',
  keywords: ['twilio'],
  pattern: assigned({ names: ['twilio*secret'], value: '[A-Za-z0-9]{32}' }),
  parts: [{ name: 'key', pattern: API_KEY, within: 5, required: false }],
  plausible: (text) => !isSample(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text),
}

const apiKey: TokenKind = {
  id: 'twilio/api-key',
  title: 'Twilio API key (without its secret)',
  keywords: ['twilio'],
  pattern: assigned({ names: ['twilio*key', 'twilio*sid'], value: `SK${HEX}` }),
  nature: 'identifier',
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [authToken, authTokenBesideAccount, apiKeySecret, apiKey]
