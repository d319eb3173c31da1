/** One `${{ … }}` in a value. */
export interface Expression {
  /** As it is written, braces included. */
  readonly text: string
  readonly body: string
}

// GitHub ends an expression at the first `}}` outside a string, and takes at most 21,000 characters:
// docs.github.com/actions/reference/workflows-and-actions/expressions
const EXPRESSION = /\$\{\{((?:[^'}]|'(?:[^']|''){0,5000}'|\}(?!\})){0,5000})\}\}/g
const STRING = /'(?:[^']|''){0,5000}'/g

export function expressionsOf(value: string): readonly Expression[] {
  if (!value.includes('${{')) return []
  return Array.from(value.matchAll(EXPRESSION), (match) => ({ text: match[0], body: (match[1] ?? '').trim() }))
}

/** The names that an expression's body takes from a context, in order and in upper case; `*` for one that is built at run time. */
export function referencesOf(body: string, context: 'secrets' | 'env'): readonly string[] {
  const strings = Array.from(body.matchAll(STRING), (match) => [match.index, match.index + match[0].length] as const)
  return Array.from(body.matchAll(REFERENCE[context]))
    .filter(({ index }) => !strings.some(([start, end]) => start < index && index < end))
    .map((match) => (match[1] ?? match[2] ?? '*').toUpperCase())
}

const REFERENCE = { secrets: referenceTo('secrets'), env: referenceTo('env') } as const

/** `context.NAME`, `context['NAME']`, or the context in any other way. */
function referenceTo(context: string): RegExp {
  const dotted = '\\s{0,9}\\.\\s{0,9}([A-Za-z_][\\w-]{0,255})'
  const quoted = "\\s{0,9}\\[\\s{0,9}'([\\w-]{1,256})'\\s{0,9}\\]"
  return new RegExp(`(?<![\\w.-])${context}(?:${dotted}|${quoted}|(?![\\w-]))`, 'gi')
}

/** Whether a body is one reference and nothing else. */
export function isBare(body: string): boolean {
  return /^steps\s{0,9}\.\s{0,9}[\w-]{1,100}\s{0,9}\.\s{0,9}outputs\s{0,9}\.\s{0,9}[\w-]{1,100}$|^[A-Za-z_]\w{0,63}(?:\s{0,9}\.\s{0,9}[\w-]{1,256}|\s{0,9}\[\s{0,9}'[\w-]{1,256}'\s{0,9}\])$/.test(body)
}
