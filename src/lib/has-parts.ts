/** Whether a text is these parts in their order with anything between them, told in one pass: a pattern with many gaps takes ages to fail. */
export function hasParts(text: string, [head = '', ...others]: readonly string[]): boolean {
  const tail = others.pop()
  if (tail === undefined) return text === head
  const end = text.length - tail.length
  if (end < head.length || !text.startsWith(head) || !text.endsWith(tail)) return false
  let at = head.length
  for (const part of others) {
    const found = text.indexOf(part, at)
    if (found === -1 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
