import { expect, test } from '@jest/globals'
import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import schema from '../../schema/token-policy.schema.json' with { type: 'json' }
import { isList, type Json } from '../../src/lib/json.ts'
import { Mint } from '../../src/lib/mint.ts'
import { POLICY_SCHEMA, type Schema } from '../../src/policy/schema.ts'
import { validate } from '../../src/policy/validate.ts'
import { printOf } from '../report/sample.ts'

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false })
addFormats.default(ajv)
const official = ajv.compile(schema)

const policy = {
  version: 1,
  rules: [
    { verdict: 'allow', kinds: ['generic/*', 'github/pat-classic'], paths: ['test/**', '**/*.{md,txt}'], severity: 'low', reason: 'fixtures' },
    { verdict: 'block', liveness: ['live', 'dead', 'unknown'] },
  ],
  ignore: { paths: ['vendor/**', '.github/[a-c]?.yml'] },
  exceptions: [
    { fingerprint: printOf('a'), reason: 'r', owner: 'o', expires: '2028-02-29' },
    { fingerprint: 'mf1_0123ab', path: 'a/[id].ts', reason: 'r', owner: 'o', expires: '2027-12-31' },
  ],
  verification: { enabled: false, forks: true },
  revocation: { default: 'never', github: 'ask', 'hugging-face': 'auto' },
  workflows: { 'static-credentials': 'off' },
}

test('a policy that uses everything is valid to both validators', () => {
  expect(official(policy)).toBe(true)
  expect(validate(policy, POLICY_SCHEMA)).toEqual([])
})

test.each<[string, Json]>([
  ['null', null], ['a list', []], ['a text', 'x'], ['a number', 1],
  ['rules: null', { rules: null }], ['rules: {}', { rules: {} }], ['an item that is no rule', { rules: [1, null, []] }],
  ['too many kinds', { rules: [{ verdict: 'warn', kinds: Array.from({ length: 101 }, () => 'a/b') }] }],
  ['the most kinds', { rules: [{ verdict: 'warn', kinds: Array.from({ length: 100 }, () => 'a/b') }] }],
  ['500 emoji as reason', { rules: [{ verdict: 'warn', reason: '🦋'.repeat(500) }] }],
  ['501 emoji as reason', { rules: [{ verdict: 'warn', reason: '🦋'.repeat(501) }] }],
  ['a key of every object', { toString: 1, hasOwnProperty: 2 }],
  ['a revocation called __proto__', { revocation: JSON.parse('{"__proto__":"ask"}') }],
  ['a short fingerprint of the wrong type', { exceptions: [{ fingerprint: 123456, reason: 'r', owner: 'o', expires: '2027-01-01' }] }],
  ...['2027-02-29', '2028-02-29', '2027-13-01', '2027-04-31', '2027-4-1', '27-04-01', '2027-04-01T00:00:00Z', '0000-01-01', ' 2027-04-01'].map(
    (expires): [string, Json] => [`expires ${expires}`, { exceptions: [{ ...policy.exceptions[0], expires }] }]),
  ...[
    'a', '*', '**', '!a', '/a', 'a/', './a', '../a', 'a..b', 'a{b,c}', '{a,b}{c,d}', '{a}{b}{c}', 'a\\b', 'a\nb', '', '.github/**', '{a,b}/',
    'x'.repeat(200), 'x'.repeat(201),
  ].map(
    (path): [string, Json] => [`path ${JSON.stringify(path).slice(0, 40)}`, { ignore: { paths: [path] } }]),
])('both validators agree on %s', (_, value) => {
  agree(value)
})

test('both validators agree on ten thousand policies in which something was changed', () => {
  const mint = new Mint('mutations')
  const outcomes = Array.from({ length: 10_000 }, () => agree(mutated(policy, mint)))
  expect(outcomes.filter(Boolean).length).toBeGreaterThan(500)
  expect(outcomes.filter((valid) => !valid).length).toBeGreaterThan(500)
})

test('every schema says in its title what is expected, so that no message lacks it', () => {
  expect(untitled(POLICY_SCHEMA)).toEqual([])
})

// Valid or not, and at the very same places.
function agree(value: Json): boolean {
  const valid = official(value)
  const theirs = new Set((valid ? [] : (official.errors ?? [])).filter(({ keyword }) => keyword !== 'if').map(placeOf))
  const ours = new Set(validate(value, POLICY_SCHEMA).map(({ path, at }) => pointer(at === 'key' ? path.slice(0, -1) : path)))
  expect({ value, places: [...ours].toSorted() }).toEqual({ value, places: [...theirs].toSorted() })
  return valid
}

function placeOf({ instancePath }: ErrorObject): string {
  return instancePath
}

function pointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

const ODD: readonly Json[] = [
  null, true, 0, 1, 2, '', 'ask', 'block', 'dead', 'x', '2027-02-30', 'mf1_0123ab', [], ['a/b'], {}, { verdict: 'warn' }, { path: 'x' },
]

function mutated(value: Json, mint: Mint): Json {
  if (mint.below(8) === 0) return ODD[mint.below(ODD.length)] ?? null
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map((item, i) => (i === mint.below(value.length) ? mutated(item, mint) : item))
  const entries = Object.entries(value)
  const chosen = mint.below(entries.length)
  const changed = entries.map(([key, item], i): [string, Json] => {
    if (i !== chosen) return [key, item]
    return mint.below(6) === 0 ? [`${key}x`, item] : [key, mutated(item, mint)]
  })
  return Object.fromEntries(mint.below(6) === 0 ? changed.toSpliced(chosen, 1) : changed)
}

function untitled(schema: Schema, path = '#'): readonly string[] {
  const inner = [
    ...Object.entries(schema.properties ?? {}), ...Object.entries(schema.definitions ?? {}),
    ...(schema.items ? [['items', schema.items] as const] : []),
    ...(schema.propertyNames ? [['propertyNames', schema.propertyNames] as const] : []),
  ]
  const here = schema.title === undefined && schema.$ref === undefined ? [path] : []
  return [...here, ...inner.flatMap(([name, sub]) => untitled(sub, `${path}/${name}`))]
}
