import { expect, test } from '@jest/globals'
import { crc32 } from '../../src/lib/crc32.ts'

// The check value of the CRC catalogue (https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-32-iso-hdlc), and Python's zlib.
test.each([
  ['', 0], ['123456789', 0xcbf43926], ['The quick brown fox jumps over the lazy dog', 0x414fa339], ['schön', 0x970861c5],
])('of %j', (text, sum) => {
  expect(crc32(text)).toBe(sum)
})
