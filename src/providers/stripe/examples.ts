import type { Mint } from '../../lib/mint.ts'
import type { Example, Examples } from '../../provider.ts'

export const examples: Examples = {
  found: [
    plain('stripe/secret-key', (mint) => `sk_live_${mint.base62(24)}`),
    plain('stripe/secret-key', (mint) => `sk_live_51${mint.base62(97)}`),
    plain('stripe/secret-key', (mint) => `sk_test_51${mint.base62(97)}`),
    plain('stripe/restricted-key', (mint) => `rk_live_51${mint.base62(97)}`),
    plain('stripe/restricted-key', (mint) => `rk_test_${mint.base62(24)}`),
    plain('stripe/webhook-secret', (mint) => `whsec_${mint.base62(32)}`),
    plain('stripe/webhook-secret', (mint) => `whsec_${mint.hex(64)}`),
  ],
  ignored: [
    { why: 'a publishable key, made to be seen', make: (mint) => `pk_live_51${mint.base62(97)}` },
    { why: 'it is too short', make: (mint) => `sk_live_${mint.base62(12)}` },
    { why: 'it stands inside a longer word', make: (mint) => `task_live_${mint.base62(24)}` },
    { why: 'a placeholder', make: () => `sk_test_${'x'.repeat(24)}` },
    { why: 'the key of the documentation', make: () => ['sk_test_4eC39Hq', 'LyjWDarjtT1zdp7dc'].join('') },
    { why: 'a name in code', make: () => 'stripe.sk_test_mode_is_on_for_this_account_only()' },
    { why: 'a shortened key', make: (mint) => `sk_live_...${mint.base62(4)}` },
  ],
}

function plain(kind: string, mintSecret: (mint: Mint) => string): Example {
  return {
    kind,
    make(mint) {
      const secret = mintSecret(mint)
      return { text: `STRIPE_KEY="${secret}"\n`, secret }
    },
  }
}
