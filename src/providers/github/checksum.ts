import { base62 } from '../../lib/base62.ts'
import { crc32 } from '../../lib/crc32.ts'

const DIGITS = 6

/**
 * Whether the last six characters are the CRC-32, in base 62, of those between prefix and checksum.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function checksum(text: string): boolean {
  const body = text.slice(text.indexOf('_') + 1)
  return base62(crc32(body.slice(0, -DIGITS)), DIGITS) === body.slice(-DIGITS)
}
