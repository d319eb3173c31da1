import type { Admission, Claims } from './trust.ts'

export interface GoogleProvider {
  readonly issuer?: string
  readonly audiences: readonly string[]
  /** `{ 'google.subject': 'assertion.sub' }` */
  readonly mapping: Readonly<Record<string, string>>
  readonly condition: string
}

/** A workload identity provider: an attribute that cannot be mapped refuses. cloud.google.com/iam/docs/workload-identity-federation */
export function googleAdmits({ issuer = 'https://token.actions.githubusercontent.com', audiences, mapping, condition }: GoogleProvider, claims: Claims): Admission {
  if (claims['iss'] !== issuer || !audiences.includes(claims['aud'] ?? '')) return 'refused'
  const attributes: Record<string, string> = {}
  for (const [name, from] of Object.entries(mapping)) {
    const value = claims[from.replace(/^assertion\./, '')]
    if (value === undefined) return 'refused'
    attributes[name] = value
  }
  return celAdmits(condition, { claims, attributes })
}

interface Known {
  readonly claims: Claims
  readonly attributes?: Readonly<Record<string, string>>
}

/**
 * The part of CEL that conditions are written in: `== != in && || !`, parentheses, lists, startsWith, endsWith, contains,
 * matches. What a condition names and a token lacks is an error, and an error refuses. Throws for what it cannot read.
 * https://github.com/google/cel-spec/blob/master/doc/langdef.md
 */
export function celAdmits(condition: string, known: Known): Admission {
  const reader: Reader = { tokens: tokensOf(condition), at: 0, known }
  const value = either(reader)
  if (reader.at < reader.tokens.length) throw new TypeError(`${reader.tokens[reader.at]} was not expected in ${condition}`)
  return value === true ? 'admitted' : 'refused'
}

type Value = boolean | string | readonly Value[] | typeof MISSING
const MISSING = Symbol('missing')

interface Reader {
  readonly tokens: readonly string[]
  at: number
  readonly known: Known
}

function tokensOf(text: string): readonly string[] {
  const found = text.match(/"[^"]*"|'[^']*'|&&|\|\||==|!=|[[\]().,!]|\w+|\S/g)
  return found ?? []
}

function take(reader: Reader, wanted: string): boolean {
  if (reader.tokens[reader.at] !== wanted) return false
  reader.at += 1
  return true
}

function need(reader: Reader, wanted: string): void {
  if (!take(reader, wanted)) throw new TypeError(`${wanted} was expected, not ${reader.tokens[reader.at] ?? 'the end'}`)
}

// CEL's && and || let one side decide although the other is an error.
function either(reader: Reader): Value {
  let value = both(reader)
  while (take(reader, '||')) {
    const other = both(reader)
    value = value === true || other === true ? true : value === MISSING || other === MISSING ? MISSING : false
  }
  return value
}

function both(reader: Reader): Value {
  let value = compared(reader)
  while (take(reader, '&&')) {
    const other = compared(reader)
    value = value === false || other === false ? false : value === MISSING || other === MISSING ? MISSING : true
  }
  return value
}

function compared(reader: Reader): Value {
  const left = unary(reader)
  const operator = ['==', '!=', 'in'].find((one) => take(reader, one))
  if (operator === undefined) return left
  const right = unary(reader)
  if (left === MISSING || right === MISSING) return MISSING
  if (operator === 'in') return Array.isArray(right) && right.includes(left)
  return (left === right) === (operator === '==')
}

function unary(reader: Reader): Value {
  if (!take(reader, '!')) return called(reader)
  const value = unary(reader)
  return value === MISSING ? MISSING : value !== true
}

const METHODS: Readonly<Record<string, (text: string, argument: string) => boolean>> = {
  startsWith: (text, argument) => text.startsWith(argument),
  endsWith: (text, argument) => text.endsWith(argument),
  contains: (text, argument) => text.includes(argument),
  matches: (text, argument) => new RegExp(argument).test(text),
}

function called(reader: Reader): Value {
  let value = primary(reader)
  while (reader.tokens[reader.at] === '.') {
    reader.at += 1
    const method = METHODS[reader.tokens[reader.at++] ?? '']
    if (method === undefined) throw new TypeError(`${reader.tokens[reader.at - 1]} is not known here`)
    need(reader, '(')
    const argument = either(reader)
    need(reader, ')')
    value = typeof value === 'string' && typeof argument === 'string' ? method(value, argument) : MISSING
  }
  return value
}

function primary(reader: Reader): Value {
  if (take(reader, '(')) {
    const value = either(reader)
    need(reader, ')')
    return value
  }
  if (take(reader, '[')) return list(reader)
  const token = reader.tokens[reader.at++] ?? ''
  if (/^["']/.test(token)) return token.slice(1, -1)
  if (token === 'true' || token === 'false') return token === 'true'
  return named(reader, token)
}

function list(reader: Reader): Value {
  const values: Value[] = []
  while (!take(reader, ']')) {
    values.push(either(reader))
    take(reader, ',')
  }
  return values
}

/** `assertion.sub`, `attribute.repository_id`, `google.subject` */
function named(reader: Reader, root: string): Value {
  if (!['assertion', 'attribute', 'google'].includes(root)) throw new TypeError(`${root} is not known here`)
  need(reader, '.')
  const name = reader.tokens[reader.at++] ?? ''
  const value = root === 'assertion' ? reader.known.claims[name] : reader.known.attributes?.[`${root}.${name}`]
  return value ?? MISSING
}
