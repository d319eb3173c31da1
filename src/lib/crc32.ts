import { crc32 as zlibCrc32 } from 'node:zlib'

/** CRC-32 (ISO 3309, as zlib) of a text's UTF-8 bytes, as an unsigned 32-bit number. */
export function crc32(text: string): number {
  return zlibCrc32(text)
}
