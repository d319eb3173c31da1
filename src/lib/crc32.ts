/** CRC-32 (ISO 3309, as zlib) of a text's UTF-8 bytes, as an unsigned 32-bit number. */
export function crc32(text: string): number {
  // Loaded with the first text: most scans have none whose checksum counts.
  return process.getBuiltinModule('node:zlib').crc32(text)
}
