import { isMap, isScalar, isSeq } from 'yaml'
import type { Consumer, Flow, Job, Mention, Owner, Setting, Step, Variable, Workflow } from '../workflow.ts'
import { expressionsOf, isBare, referencesOf } from './expressions.ts'
import { keyText, lineOf, pairsOf, resolve, scalarText, type Path, type Source } from './source.ts'

/** A scalar of the file and where it stands. */
interface Place {
  readonly path: Path
  readonly text: string
  readonly line: number
}

// The token that GitHub gives to every job is no stored secret: docs.github.com/actions/concepts/security/github_token
const NOT_STORED = new Set(['GITHUB_TOKEN'])

/** Every way of a stored secret through a workflow, in the order of the file. */
export function flowsOf(source: Source, workflow: Workflow): readonly Flow[] {
  const places = placesOf(source, { node: source.doc.contents, path: [] })
  return places.flatMap((place) => flowsAt(place, { workflow, places }))
}

interface Scene {
  readonly workflow: Workflow
  readonly places: readonly Place[]
}

function flowsAt(place: Place, scene: Scene): readonly Flow[] {
  const here = holderOf(place.path, scene.workflow)
  if (isInherit(place)) return [{ ...base(place, here), secret: '*', shape: 'chosen', expression: 'inherit', to: consumerOf(place, scene) }]
  const owner = here.step ?? here.job ?? scene.workflow
  const flows = valuesIn(place.text).flatMap(({ expression, body }) => secretsIn(body, { owner, passed: [] }).map((found): Flow => ({
    ...base(place, here),
    ...found,
    expression,
    shape: found.shape === 'whole' && expression !== place.text.trim() ? 'part' : found.shape,
    to: consumerOf(place, scene),
  })))
  return flows.filter((flow, i) => flows.findIndex((other) => other.secret === flow.secret && other.expression === flow.expression) === i)
}

function base(place: Place, here: Holders): Pick<Flow, 'through' | 'workflow' | 'job' | 'step' | 'line' | 'path'> {
  return { through: [], line: place.line, path: place.path, ...here }
}

function valuesIn(text: string): readonly { readonly expression: string; readonly body: string }[] {
  return expressionsOf(text).map((found) => ({ expression: found.text, body: found.body }))
}

type Found = Pick<Flow, 'secret' | 'shape' | 'through'>

interface Way {
  /** Where the expression stands. */
  readonly owner: Owner
  /** The variables that its value passes afterwards. */
  readonly passed: readonly Variable[]
}

const MOST_PASSED = 5

/** The secrets that an expression's value is made of, also those that come by way of variables. */
function secretsIn(body: string, way: Way): readonly Found[] {
  const shape = isBare(body) ? 'whole' : 'chosen'
  const direct = referencesOf(body, 'secrets')
    .filter((name) => !NOT_STORED.has(name))
    .map((name): Found => ({ secret: name, shape: name === '*' ? 'chosen' : shape, through: way.passed }))
  if (way.passed.length > MOST_PASSED) return direct
  return [...direct, ...referencesOf(body, 'env').flatMap((name) => secretsBehind(name, { ...way, shape }))]
}

function secretsBehind(name: string, { owner, passed, shape }: Way & { readonly shape: 'whole' | 'chosen' }): readonly Found[] {
  const set = variableOf(name, owner)
  if (set === undefined || passed.some((one) => one.owner === set.owner && one.name === set.setting.name)) return []
  const through = [{ owner: set.owner, name: set.setting.name }, ...passed]
  const { value } = set.setting
  return valuesIn(value).flatMap(({ expression, body }) => {
    return secretsIn(body, { owner: set.owner, passed: through }).map((found) => weaker(found, { shape, value, expression }))
  })
}

function weaker(found: Found, by: { readonly shape: 'whole' | 'chosen'; readonly value: string; readonly expression: string }): Found {
  if (by.shape === 'chosen') return { ...found, shape: 'chosen' }
  return by.value.trim() === by.expression || found.shape !== 'whole' ? found : { ...found, shape: 'part' }
}

/** The innermost variable of that name that an expression at `owner` sees. */
function variableOf(name: string, owner: Owner): { readonly owner: Owner; readonly setting: Setting } | undefined {
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

interface Holders {
  readonly workflow: Workflow
  readonly job?: Job
  readonly step?: Step
}

function holderOf(path: Path, workflow: Workflow): Holders {
  const job = path[0] === 'jobs' ? workflow.jobs.find((one) => one.id === path[1]) : undefined
  if (job === undefined) return { workflow }
  const step = path[2] === 'steps' ? job.steps[Number(path[3])] : undefined
  return step === undefined ? { workflow, job } : { workflow, job, step }
}

function consumerOf(place: Place, scene: Scene): Consumer {
  const { workflow, job, step } = holderOf(place.path, scene.workflow)
  const name = String(place.path.at(-1))
  const parent = place.path.at(-2)
  if (step !== undefined) {
    if (parent === 'with') return { kind: 'input', step, name }
    if (place.path.at(-1) === 'run') return { kind: 'command', step }
  }
  if (parent === 'env' && place.path.length === 2 + levelDepth({ job, step })) {
    const owner = step ?? job ?? workflow
    return { kind: 'variable', owner, name, mentions: mentionsOf({ owner, name, at: place.path }, scene) }
  }
  if (job !== undefined && (place.path[2] === 'container' || place.path[2] === 'services')) {
    return { kind: 'container', job, field: place.path.slice(2).join('.'), image: imageOf(place, scene) }
  }
  if (job !== undefined && place.path[2] === 'secrets') return { kind: 'call', job, name: place.path[3] === undefined ? '*' : name }
  return { kind: 'elsewhere', where: place.path.join('.') }
}

function imageOf(place: Place, { places }: Scene): string {
  const holder = place.path.slice(0, place.path[2] === 'container' ? 3 : 4)
  return places.find(({ path }) => path.length === holder.length + 1 && path.at(-1) === 'image' && startsWith(path, holder))?.text ?? ''
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, i) => path[i] === key)
}

function levelDepth(here: { readonly job: Job | undefined; readonly step: Step | undefined }): number {
  if (here.step !== undefined) return 4
  return here.job === undefined ? 0 : 2
}

/** All secrets, handed to a reusable workflow: docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idsecretsinherit */
function isInherit({ path, text }: Place): boolean {
  return path[0] === 'jobs' && path[2] === 'secrets' && path.length === 3 && text === 'inherit'
}

interface Declared {
  readonly owner: Owner
  readonly name: string
  readonly at: Path
}

/** Where a variable's name is written in its scope, its own declaration aside. */
function mentionsOf(variable: Declared, scene: Scene): readonly Mention[] {
  const name = variable.name.replaceAll(/[^\w]/g, '\\$&')
  const word = new RegExp(`(?<!\\w|\\b(?:secrets|vars|inputs|matrix|outputs|needs|github)\\.)${name}(?!\\w)`)
  const scope = variable.at.slice(0, -2)
  return scene.places
    .filter((place) => startsWith(place.path, scope) && place.path !== variable.at && word.test(place.text))
    .map((place) => mentionAt(place, scene.workflow))
}

function mentionAt(place: Place, workflow: Workflow): Mention {
  const { step } = holderOf(place.path, workflow)
  const at = step === undefined ? {} : { step }
  const [parent, last] = [place.path.at(-2), place.path.at(-1)]
  if (last === 'if') return { in: 'condition', ...at }
  if (last === 'run') return { in: 'command', ...at }
  if (parent === 'with') return { in: 'input', ...at, name: String(last) }
  if (parent === 'env') return { in: 'variable', ...at, name: String(last) }
  return { in: 'elsewhere', ...at }
}

/** All scalars, through aliases, in the order of the file. */
function placesOf(source: Source, { node, path }: { readonly node: unknown; readonly path: Path }): readonly Place[] {
  const value = resolve(source, node)
  if (isMap(value)) return pairsOf(value).flatMap((pair) => placesOf(source, { node: pair.value, path: [...path, keyText(pair)] }))
  if (isSeq(value)) return value.items.flatMap((item, i) => placesOf(source, { node: item, path: [...path, i] }))
  return isScalar(value) ? [{ path, text: scalarText(value) ?? '', line: lineOf(source, value.range?.[0] ?? 0) }] : []
}
