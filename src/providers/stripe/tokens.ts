import { fingerprint } from '../../lib/fingerprint.ts'
import { isSample } from '../../lib/sample.ts'
import type { Facts, TokenKind } from '../../provider.ts'

// Prefixes and modes: https://docs.stripe.com/keys#obtain-api-keys. The length grew once and is not documented.
const secretKey: TokenKind = {
  id: 'stripe/secret-key',
  title: 'Stripe secret key',
  keywords: ['sk_live_', 'sk_test_', 'sk_org_'],
  pattern: /(?<![A-Za-z0-9_-])sk_(?:org_)?(?:live|test)_[A-Za-z0-9]{20,240}(?![A-Za-z0-9_])/,
  plausible: (text) => !isSample(text) && !PUBLISHED.includes(fingerprint(text, 'full')),
  read: readMode,
}

// https://docs.stripe.com/keys/restricted-api-keys
const restrictedKey: TokenKind = {
  id: 'stripe/restricted-key',
  title: 'Stripe restricted key',
  keywords: ['rk_live_', 'rk_test_'],
  pattern: /(?<![A-Za-z0-9_-])rk_(?:live|test)_[A-Za-z0-9]{20,240}(?![A-Za-z0-9_])/,
  plausible: (text) => !isSample(text),
  read: readMode,
}

// https://docs.stripe.com/webhooks#verify-official-libraries
const webhookSecret: TokenKind = {
  id: 'stripe/webhook-secret',
  title: 'Stripe webhook signing secret',
  keywords: ['whsec_'],
  pattern: /(?<![A-Za-z0-9_-])whsec_[A-Za-z0-9]{32,64}(?![A-Za-z0-9_+/=])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [secretKey, restrictedKey, webhookSecret]

/** The test keys that Stripe's own documentation shows to everyone, by fingerprint. */
const PUBLISHED = ['mf1_653998632197b45ebb1b7e8feb21aed7', 'mf1_88ebe1aab6b2f434ee9f62c25dc0a5a3']

function readMode(text: string): Facts {
  return { detail: { mode: text.includes('_live_') ? 'live' : 'test' } }
}
