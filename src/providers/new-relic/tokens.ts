import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// The prefix: https://registry.terraform.io/providers/newrelic/newrelic/latest/docs#api_key-1
const userKey: TokenKind = {
  id: 'new-relic/user-key',
  title: 'New Relic user key',
  keywords: ['NRAK-'],
  pattern: /(?<![A-Za-z0-9_-])NRAK-[A-Z0-9]{27}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

// 40 characters, in Europe with the region in front: https://newrelic.com/blog/how-to-relic/managing-new-relic-keys-with-nerdgraph
const licenseKey: TokenKind = {
  id: 'new-relic/license-key',
  title: 'New Relic license key',
  keywords: ['NRAL'],
  lookBehind: 36,
  pattern: /(?<![A-Za-z0-9])(?:[0-9a-f]{36}|eu01xx[0-9a-f]{30})NRAL(?![A-Za-z0-9])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [userKey, licenseKey]
