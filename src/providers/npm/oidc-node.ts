import { codeSpan } from '../../lib/code-span.ts'
import type { Change, Command, RepoFacts, Setting, Step } from '../../workflow.ts'

export interface Ready {
  readonly changes: readonly Change[]
  readonly assumed: readonly string[]
}

/** Why it cannot be made by editing the file. */
export interface Stuck {
  readonly trouble: string
}

/** Node's `[major, minor]`, the minor open where the newest of the major is asked for; `newest` for moving names. */
type Version = readonly [major: number, minor: number | undefined] | 'newest' | 'unknown'

// docs.npmjs.com/trusted-publishers: npm 11.5.1, Node 22.14.0. Node 24 brings npm 11, Node 22 brings npm 10.
const NEW_NODE = 24

/** The changes that give the publishing steps of one job a Node and an npm that can do it. */
export async function nodeFor(publishers: readonly Step[], facts: RepoFacts): Promise<Ready | Stuck> {
  const [first] = publishers
  if (first === undefined) return { changes: [], assumed: [] }
  const site = { first, condition: conditionOf(publishers) }
  const setup = first.job.steps.findLast((step) => step.index < first.index && setsUpNode(step))
  const boxed = setup === undefined && first.job.container !== undefined ? inContainer(site, first.job.container) : undefined
  if (boxed !== undefined) return boxed
  const version = setup === undefined ? 'unknown' : await versionOf(setup, facts)
  const old = oldNpm(first)
  if (old !== undefined) return old
  if (setup !== undefined && isOld(version)) return bumped(setup, version)
  if (version === 'unknown' && setup?.with.some(({ name, value }) => name === 'node-version' && value.includes('matrix.')) === true) return ownNode(site, 'the Node of its matrix')
  if (isFresh(version) || updatesNpm(first)) return { changes: [], assumed: [] }
  if (version === 'unknown' && first.job.steps.every(({ uses }) => uses === undefined || uses.name === 'actions/checkout')) {
    return ownNode(site, 'the runner\'s own Node')
  }
  return withNewNpm(site, version)
}

/** Before the first that publishes, on the condition of all that do where it is one. */
interface Site {
  readonly first: Step
  readonly condition: { readonly if?: string }
}

function conditionOf(publishers: readonly Step[]): Site['condition'] {
  const [condition, ...others] = new Set(publishers.map((step) => step.if))
  return condition === undefined || others.length > 0 ? {} : { if: condition }
}

function withNewNpm({ first, condition }: Site, version: Version): Ready {
  const step = { name: 'Update npm for trusted publishing', ...condition, run: 'npm install -g npm@11' }
  const unknown = `Which Node publishes in job ${codeSpan(first.job.id)} is not written in the workflow; it must be 22.14 or newer.`
  return { changes: [{ change: 'insert-step', before: first, step }], assumed: version === 'unknown' ? [unknown] : [] }
}

/** The Node of the container that the job runs in, as its image tells. */
function inContainer(site: Site, image: string): Ready | Stuck {
  const { first } = site
  const [, tag = ''] = /(?:^|\/)(?:node|cimg\/node):([\w.-]{1,80})$/.exec(image) ?? []
  const version = parsed(tag.replace(/-(?:alpine|slim|bookworm|bullseye|buster|trixie)[\w.-]{0,60}$/, ''))
  if (isOld(version)) return { trouble: `Job ${codeSpan(first.job.id)} runs in the container ${codeSpan(image)}, whose Node is too old: trusted publishing needs Node 22.14 and npm 11.5.1.` }
  if (isFresh(version) || updatesNpm(first)) return { changes: [], assumed: [] }
  return withNewNpm(site, version)
}

/** The runner's own Node is whatever its image has; the publishing step gets one that is new enough. */
function ownNode({ first, condition }: Site, before: string): Ready {
  const step = { name: 'Set up Node for trusted publishing', ...condition, uses: 'actions/setup-node', with: { 'node-version': String(NEW_NODE) } }
  return {
    changes: [{ change: 'insert-step', before: first, step }],
    assumed: [`Job ${codeSpan(first.job.id)} published with ${before}; it publishes with Node ${NEW_NODE} from now on.`],
  }
}

/** A step before that puts an npm there which is too old. */
function oldNpm(first: Step): Stuck | undefined {
  const updates = first.job.steps.filter(({ index }) => index <= first.index).flatMap(({ commands }) => commands).filter(isUpdate)
  const asked = updates.flatMap(({ words }) => words.flatMap((word) => /^npm@[~^]?(\d{1,3})(?:\.(\d{1,3}))?/.exec(word)?.slice(1, 3) ?? []))
  const [major, minor] = asked.length === 0 ? [] : asked.slice(-2)
  const old = major !== undefined && (Number(major) < 11 || (Number(major) === 11 && minor !== undefined && Number(minor) < 5))
  return old ? { trouble: `The job installs ${codeSpan(`npm@${minor === undefined ? major : `${major}.${minor}`}`)}, which does not know trusted publishing: ask for \`npm@11\`.` } : undefined
}

function setsUpNode({ uses, with: inputs }: Step): boolean {
  return uses?.name === 'actions/setup-node' || inputs.some(({ name }) => /^node-version(?:-file)?$/.test(name))
}

function isOld(version: Version): version is readonly [number, number | undefined] {
  if (typeof version === 'string') return false
  const [major, minor] = version
  return major < 22 || (major === 22 && minor !== undefined && minor < 14)
}

function isFresh(version: Version): boolean {
  if (typeof version === 'string') return version === 'newest'
  const [major, minor] = version
  return major > NEW_NODE || (major === NEW_NODE && (minor === undefined || minor >= 6))
}

function updatesNpm(before: Step): boolean {
  return before.job.steps.some((step) => step.index <= before.index && step.commands.some(isUpdate))
}

function isUpdate({ words }: Command): boolean {
  const [program, verb, ...rest] = words
  const everywhere = rest.includes('-g') || rest.includes('--global')
  return program === 'npm' && /^(?:i|install|add)$/.test(verb ?? '') && everywhere && rest.some((word) => word === 'npm' || word.startsWith('npm@'))
}

function bumped(setup: Step, version: readonly [number, number | undefined]): Ready {
  const from = version.filter((part) => part !== undefined).join('.')
  const has = new Set(setup.with.map(({ name }) => name))
  const byFile = has.has('node-version-file') && !has.has('node-version')
  return {
    changes: [
      ...(byFile ? [{ change: 'remove-input', step: setup, name: 'node-version-file' } as const] : []),
      { change: 'set-input', step: setup, name: 'node-version', value: String(NEW_NODE) },
    ],
    assumed: [`Job ${codeSpan(setup.job.id)} moves from Node ${from} to ${NEW_NODE} (trusted publishing needs 22.14): see that the package still builds.`],
  }
}

async function versionOf(setup: Step, facts: RepoFacts): Promise<Version> {
  const given = new Map(setup.with.map(({ name, value }) => [name, value]))
  const text = given.get('node-version') ?? given.get('version')
  if (text !== undefined) return parsed(resolved(text, setup))
  const file = given.get('node-version-file') ?? ''
  const content = file === '' ? undefined : await facts.files?.(file)
  if (content === undefined) return 'unknown'
  return parsed(file.endsWith('.json') ? (/"node"\s{0,9}:\s{0,9}"([^"]{1,40})"/.exec(content)?.[1] ?? '') : (content.trim().split('\n')[0] ?? ''))
}

function resolved(text: string, step: Step): string {
  const name = /^\$\{\{\s{0,9}env\.(\w{1,100})\s{0,9}\}\}$/.exec(text.trim())?.[1]
  const levels: readonly (readonly Setting[])[] = [step.env, step.job.env, step.job.workflow.env]
  return name === undefined ? text : (levels.flatMap((env) => env.find((one) => one.name === name)?.value ?? [])[0] ?? text)
}

const NAMES: ReadonlyMap<string, Version> = new Map<string, Version>([
  ['lts/*', 'newest'], ['latest', 'newest'], ['current', 'newest'], ['node', 'newest'], ['*', 'newest'],
  ['lts/krypton', [24, undefined]], ['lts/jod', [22, undefined]], ['lts/iron', [20, undefined]], ['lts/hydrogen', [18, undefined]],
])

function parsed(text: string): Version {
  const named = NAMES.get(text.toLowerCase())
  if (named !== undefined) return named
  const match = /^(v|\^|~|>=?|=)?\s{0,4}v?(\d{1,3})(?:\.(\d{1,3}))?/.exec(text)
  if (match === null) return 'unknown'
  const [, sign = '', major, minor] = match
  if (sign.startsWith('>')) return 'newest'
  return [Number(major), minor === undefined || sign === '^' ? undefined : Number(minor)]
}
