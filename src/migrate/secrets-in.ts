import type { Flow, Owner, Setting, Variable } from '../workflow.ts'
import { expressionsOf, isBare, referencesOf } from './expressions.ts'
import { startsWith, type Scene } from './places.ts'
import { comparesOnly } from './presence.ts'

// The token that GitHub gives to every job is no stored secret: docs.github.com/actions/concepts/security/github_token
const NOT_STORED = new Set(['GITHUB_TOKEN'])

export type Found = Pick<Flow, 'secret' | 'shape' | 'through' | 'only'>

export interface Way {
  /** Where the expression stands. */
  readonly owner: Owner
  /** The variables that its value passes afterwards. */
  readonly passed: readonly Variable[]
  readonly scene: Scene
}

const MOST_PASSED = 5
const PRESENCE = { only: 'presence' } as const

/** The secrets that an expression's value is made of, also those that come by way of variables. */
export function secretsIn(body: string, way: Way): readonly Found[] {
  const shape = isBare(body) ? 'whole' : 'chosen'
  const named = referencesOf(body, 'secrets').flatMap((name) => (name === '*' ? namesBuilt(body, way) : [name]))
  const direct = named
    .filter((name) => !NOT_STORED.has(name))
    .map((name): Found => ({ secret: name, shape: body.includes('[') && !isBare(body) ? 'chosen' : shape, through: way.passed, ...(comparesOnly(body) ? PRESENCE : {}) }))
  if (way.passed.length > MOST_PASSED) return direct
  const behind = [...referencesOf(body, 'env').flatMap((name) => variableOf(name, way.owner) ?? []), ...outputsIn(body, way.owner)]
  return [...direct, ...behind.flatMap((set) => secretsBehind(set, { ...way, shape }))]
}

/** A name that the matrix of a job builds, by itself or in a `format`, is one of those that stand there; any other is any secret's. */
function namesBuilt(body: string, way: Way): readonly string[] {
  const key = /secrets\s{0,9}\[\s{0,9}(matrix\.[\w-]{1,100})\s{0,9}\]/i.exec(body)?.[1]
  const [, pattern, given = ''] = /secrets\s{0,9}\[\s{0,9}format\(\s{0,9}'([^']{1,200})'((?:\s{0,9},\s{0,9}[^,()[\]]{1,120}){1,5})\)\s{0,9}\]/i.exec(body) ?? []
  const built = key !== undefined ? valuesOf(key, way) : pattern === undefined ? [] : formatted(pattern, given.split(',').slice(1).map((one) => valuesOf(one.trim(), way)))
  const names = built.map((text) => text.toUpperCase()).filter((text) => /^[A-Z_]\w{0,255}$/.test(text))
  return names.length === 0 || names.length < built.length ? ['*'] : [...new Set(names)]
}

/** What `'text'` or `matrix.key` may be; nothing where only the run tells. */
function valuesOf(operand: string, { owner, scene }: Way): readonly string[] {
  const literal = /^'([^']{0,100})'$/.exec(operand)?.[1]
  if (literal !== undefined) return [literal]
  const key = /^matrix\.([\w-]{1,100})$/i.exec(operand)?.[1]
  const job = owner.level === 'step' ? owner.job : owner
  if (key === undefined || job.level !== 'job') return []
  const start = ['jobs', job.id, 'strategy', 'matrix']
  return scene.places.filter(({ path }) => startsWith(path, start) && (path[4] === key || (path[4] === 'include' && path[6] === key))).map(({ text }) => text)
}

const MOST_NAMES = 50

/** All texts that a `format` may give: docs.github.com/actions/reference/workflows-and-actions/expressions#format */
function formatted(pattern: string, operands: readonly (readonly string[])[]): readonly string[] {
  let texts: readonly string[] = [pattern]
  for (const [i, values] of operands.entries()) {
    texts = texts.flatMap((text) => values.map((value) => text.replaceAll(`{${i}}`, () => value)))
    if (texts.length > MOST_NAMES) return []
  }
  return texts
}

const OUTPUT = /\bsteps\s{0,9}\.\s{0,9}([\w-]{1,100})\s{0,9}\.\s{0,9}outputs\s{0,9}\.\s{0,9}([\w-]{1,100})/g

/** The outputs that an expression reads and that a script of an earlier step has written. */
function outputsIn(body: string, owner: Owner): readonly Assigned[] {
  if (owner.level !== 'step') return []
  return Array.from(body.matchAll(OUTPUT)).flatMap(([, id, name]) => {
    const step = owner.job.steps.find((one) => one.id === id && one.index < owner.index)
    const write = step?.writes.find((one) => one.to === 'output' && one.name === name)
    return step === undefined || write === undefined ? [] : [{ owner: step, setting: { name: write.name, value: write.value } }]
  })
}

/** A variable or an output, and what it is set to. */
interface Assigned {
  readonly owner: Owner
  readonly setting: Pick<Setting, 'name' | 'value'>
}

function secretsBehind(set: Assigned, { passed, shape, scene }: Way & { readonly shape: 'whole' | 'chosen' }): readonly Found[] {
  if (passed.some((one) => one.owner === set.owner && one.name === set.setting.name)) return []
  const through = [{ owner: set.owner, name: set.setting.name }, ...passed]
  const { value } = set.setting
  return valuesIn(value).flatMap(({ expression, body }) => {
    return secretsIn(body, { owner: set.owner, passed: through, scene }).map((found) => weaker(found, { shape, value, expression }))
  })
}

function weaker(found: Found, by: { readonly shape: 'whole' | 'chosen'; readonly value: string; readonly expression: string }): Found {
  if (by.shape === 'chosen') return { ...found, shape: 'chosen' }
  return by.value.trim() === by.expression || found.shape !== 'whole' ? found : { ...found, shape: 'part' }
}

/** The innermost variable of that name that an expression at `owner` sees. */
function variableOf(name: string, owner: Owner): Assigned | undefined {
  for (const level of levelsOf(owner)) {
    const setting = level.env.find((one) => one.name.toUpperCase() === name)
    if (setting !== undefined) return { owner: level, setting }
  }
  return undefined
}

function levelsOf(owner: Owner): readonly Owner[] {
  if (owner.level === 'step') return [owner, owner.job, owner.job.workflow]
  return owner.level === 'job' ? [owner, owner.workflow] : [owner]
}

export function valuesIn(text: string): readonly { readonly expression: string; readonly body: string }[] {
  return expressionsOf(text).map((found) => ({ expression: found.text, body: found.body }))
}
