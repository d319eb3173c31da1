/** A path's bytes as text; bytes that are no UTF-8 become U+FFFD. */
export function pathText(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
