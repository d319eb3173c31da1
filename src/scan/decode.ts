import type { Span } from './span.ts'

/** A text as UTF-8 bytes without a byte order mark. */
export interface Decoded {
  readonly bytes: Buffer
  /** Where spans of the original bytes lie in `bytes`. */
  locate(spans: readonly Span[]): readonly Span[]
}

// git looks for a NUL in the first 8,000 bytes: https://git-scm.com/docs/gitattributes#_marking_files_as_binary, xdiff-interface.c
const SNIFFED = 8000

/** The text of a file, or `binary`: as git says, but that UTF-16 with its mark is text. Invalid sequences stay as they are. */
export function decode(bytes: Uint8Array): Decoded | 'binary' {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return fromUtf16(buffer.subarray(2))
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return fromUtf16(swapped(buffer.subarray(2)))
  if (buffer.subarray(0, SNIFFED).includes(0)) return 'binary'
  const mark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0
  return {
    bytes: buffer.subarray(mark),
    locate: (spans) => spans.map(({ start, end }) => ({ start: Math.max(0, start - mark), end: Math.max(0, end - mark) })),
  }
}

function swapped(bigEndian: Buffer): Buffer {
  return Buffer.from(bigEndian.subarray(0, bigEndian.length & ~1)).swap16()
}

function fromUtf16(littleEndian: Buffer): Decoded {
  const text = littleEndian.toString('utf16le')
  return { bytes: Buffer.from(text, 'utf8'), locate: (spans) => locateUnits(text, spans) }
}

/** Walks the text once: the spans are put in order first. */
function locateUnits(text: string, spans: readonly Span[]): readonly Span[] {
  const edges = spans.flatMap(({ start, end }) => [unitOf(text, start), unitOf(text, end + 1)])
  const offsets = new Map<number, number>()
  let [unit, offset] = [0, 0]
  for (const edge of edges.toSorted((one, other) => one - other)) {
    offset += Buffer.byteLength(text.slice(unit, edge))
    unit = edge
    offsets.set(edge, offset)
  }
  return spans.map((_, i) => ({ start: offsets.get(edges[i * 2] ?? 0) ?? 0, end: offsets.get(edges[i * 2 + 1] ?? 0) ?? 0 }))
}

/** The UTF-16 unit at a byte offset of the original; never the middle of a surrogate pair. */
function unitOf(text: string, offset: number): number {
  const unit = Math.min(text.length, Math.max(0, Math.floor((offset - 2) / 2)))
  const low = text.charCodeAt(unit) >> 10 === 0x37
  return low && unit > 0 ? unit - 1 : unit
}
