import { defined } from '../../lib/defined.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { at, parseJson, textAt } from '../../lib/json.ts'
import { isSample } from '../../lib/sample.ts'
import type { Facts, TokenKind } from '../../provider.ts'

// https://docs.sentry.io/security-legal-pii/security/token-formats/#formats
const userToken: TokenKind = {
  id: 'sentry/user-token',
  title: 'Sentry personal token',
  keywords: ['sntryu_'],
  pattern: /(?<![A-Za-z0-9_-])sntryu_[0-9a-f]{64}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

// The payload is JSON in base64: when it was made, for which organization, at which address.
const organizationToken: TokenKind = {
  id: 'sentry/organization-token',
  title: 'Sentry organization token',
  keywords: ['sntrys_'],
  pattern: /(?<![A-Za-z0-9_-])sntrys_[A-Za-z0-9+/]{40,800}={0,2}_[A-Za-z0-9+/]{43}(?![A-Za-z0-9+/_-])/,
  plausible: (text) => !isSample(text),
  read,
}

export const tokens: readonly TokenKind[] = [userToken, organizationToken]

function read(text: string): Facts {
  const payload = parseJson(Buffer.from(text.slice('sntrys_'.length, text.lastIndexOf('_')), 'base64').toString('utf8'))
  const url = textAt(payload, 'url')
  return defined<Facts>({
    account: textAt(payload, 'org'),
    created: isoTime(at(payload, 'iat')),
    detail: url === undefined ? undefined : { url },
  })
}
