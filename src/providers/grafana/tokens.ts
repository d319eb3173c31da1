import { crc32 } from '../../lib/crc32.ts'
import { defined } from '../../lib/defined.ts'
import { parseJson, textAt } from '../../lib/json.ts'
import type { Facts, TokenKind } from '../../provider.ts'

// https://github.com/grafana/grafana/blob/main/pkg/components/satokengen/satokengen.go
const serviceAccountToken: TokenKind = {
  id: 'grafana/service-account-token',
  title: 'Grafana service account token',
  keywords: ['glsa_'],
  pattern: /(?<![A-Za-z0-9_-])glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}(?![A-Za-z0-9_-])/,
  checksum,
}

// JSON in base64 with the organization (o), the name (n) and the key (k):
// https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/
const cloudToken: TokenKind = {
  id: 'grafana/cloud-token',
  title: 'Grafana Cloud access policy token',
  keywords: ['glc_eyJ'],
  pattern: /(?<![A-Za-z0-9_-])glc_eyJ[A-Za-z0-9+/_-]{40,600}={0,2}(?![A-Za-z0-9+/=_-])/,
  plausible: (text) => textAt(payloadOf(text), 'k') !== undefined,
  read: readCloud,
}

export const tokens: readonly TokenKind[] = [serviceAccountToken, cloudToken]

/** The last eight digits are the CRC-32 of all before the last underscore, its bytes from the least. */
function checksum(text: string): boolean {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(crc32(text.slice(0, text.lastIndexOf('_'))))
  return bytes.toString('hex') === text.slice(-8)
}

function readCloud(text: string): Facts {
  const payload = payloadOf(text)
  const region = textAt(payload, 'm', 'r')
  return defined<Facts>({ account: textAt(payload, 'o'), owner: textAt(payload, 'n'), detail: region === undefined ? undefined : { region } })
}

function payloadOf(text: string) {
  return parseJson(Buffer.from(text.slice('glc_'.length), 'base64').toString('utf8'))
}
