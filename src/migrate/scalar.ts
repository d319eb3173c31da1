import { isScalar, parseDocument, type Node } from 'yaml'

export type Quote = 'plain' | 'single' | 'double'

/** How a scalar is quoted in the file, so that what takes its place can look the same. */
export function quoteOf(node: unknown): Quote {
  if (!isScalar(node)) return 'plain'
  if (node.type === 'QUOTE_SINGLE') return 'single'
  return node.type === 'QUOTE_DOUBLE' ? 'double' : 'plain'
}

/** A one-line scalar that reads as `value`: in the wanted quoting where that is possible, else in single quotes. */
export function scalarOf(value: string, how: { readonly quote: Quote; readonly flow: boolean }): string {
  const single = `'${value.replaceAll("'", "''")}'`
  if (how.quote === 'double' && !/["\\]/.test(value)) return `"${value}"`
  if (how.quote === 'single') return single
  return readsAs(value, how.flow) ? value : single
}

function readsAs(value: string, flow: boolean): boolean {
  const doc = parseDocument(flow ? `{ a: ${value} }` : `a: ${value}`)
  const node: unknown = doc.get('a', true)
  return doc.errors.length === 0 && isScalar(node) && (node.value === value || node.source === value) && node.comment === undefined
}

/** The source of a scalar as it stands in the text. */
export function sourceOf(text: string, node: Node): string {
  return text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0)
}
