import type { Stretch } from './blob-scanner.ts'

/** What a delta says of itself, and where its instructions begin. */
export interface DeltaHeader {
  readonly baseLength: number
  readonly length: number
  readonly end: number
}

/** https://git-scm.com/docs/gitformat-pack#_deltified_representation: two lengths, seven bits a byte, the lowest first. */
export function readDeltaHeader(bytes: Buffer, delta: Stretch): DeltaHeader {
  let at = delta.at
  const limit = delta.at + delta.length
  function readLength(): number {
    let length = 0
    for (let scale = 1; at < limit && scale < 2 ** 49; scale *= 128) {
      const byte = bytes[at++] ?? 0
      length += (byte & 127) * scale
      if (byte < 128) break
    }
    return length
  }
  return { baseLength: readLength(), length: readLength(), end: at }
}
