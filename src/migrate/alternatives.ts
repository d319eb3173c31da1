// Conditions (`if:`) as the alternatives in which they hold: docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators

/** Of the ways in which a condition can hold each as its parts that must all hold; one without parts where they would be too many. */
export function alternativesOf(condition: string): readonly (readonly string[])[] {
  const body = condition.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
  return body.length > MOST_LONG ? [[]] : waysOf(body, 0)
}

/** Both conditions at once. */
export function both(one: readonly (readonly string[])[], other: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return one.length * other.length > MOST_WAYS ? [[]] : one.flatMap((left) => other.map((right) => [...left, ...right]))
}

const MOST_LONG = 4000
const MOST_WAYS = 64
const MOST_DEEP = 20

function waysOf(text: string, depth: number): readonly (readonly string[])[] {
  if (depth > MOST_DEEP) return [[]]
  const either = split(text, '||')
  if (either.length > 1) {
    const ways = either.flatMap((part) => waysOf(part, depth + 1))
    return ways.length > MOST_WAYS ? [[]] : ways
  }
  const all = split(text, '&&')
  if (all.length > 1) return all.map((part) => waysOf(part, depth + 1)).reduce(both)
  const inner = unwrapped(text.trim())
  return inner === undefined ? [[text.trim()]] : waysOf(inner, depth + 1)
}

/** At an operator that stands in no parentheses and in no text. */
function split(text: string, operator: '||' | '&&'): readonly string[] {
  const parts: string[] = []
  let [from, open] = [0, 0]
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === "'") quoted = !quoted
    if (quoted) continue
    if (char === '(') open += 1
    if (char === ')') open -= 1
    if (open !== 0 || !text.startsWith(operator, at)) continue
    parts.push(text.slice(from, at))
    from = at + operator.length
    at = from - 1
  }
  return [...parts, text.slice(from)]
}

/** What stands in parentheses that are around the whole; undefined where none are. */
function unwrapped(text: string): string | undefined {
  if (!text.startsWith('(') || !text.endsWith(')')) return undefined
  let open = 0
  let quoted = false
  for (let at = 0; at < text.length - 1; at++) {
    if (text[at] === "'") quoted = !quoted
    if (quoted) continue
    if (text[at] === '(') open += 1
    if (text[at] === ')') open -= 1
    if (open === 0) return undefined
  }
  return text.slice(1, -1)
}
