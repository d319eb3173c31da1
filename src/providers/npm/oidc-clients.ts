import { codeSpan } from '../../lib/code-span.ts'
import { parseJson, textAt, type Json } from '../../lib/json.ts'
import { escapePattern } from '../../lib/escape-pattern.ts'
import type { Change, RepoFacts, Step } from '../../workflow.ts'
import type { Stuck } from './oidc-node.ts'
import type { Task } from './oidc-tasks.ts'

interface Able {
  readonly assumed: readonly string[]
  /** What makes an action able that is not yet. */
  readonly changes?: readonly Change[]
}

/** What the repository tells about its tools; nothing where it is not at hand. */
interface Known {
  readonly manifest: Json | undefined
  readonly lock: string
  /** How release-it is configured, wherever that stands. */
  readonly releaseIt: string
  readonly yarnrc: string
}

/** Whether what publishes knows trusted publishing; versions are read from package.json where the repository is at hand. */
export async function canPublish(
  publishers: readonly { readonly step: Step; readonly tasks: readonly Task[] }[],
  facts: RepoFacts,
): Promise<Able | Stuck> {
  const known = await knownOf(facts)
  const answers = publishers.flatMap(({ step, tasks }) => {
    if (step.uses !== undefined) return [byAction(step)]
    return tasks.filter(({ task }) => task === 'publishes').map((task) => byTool(task, known))
  })
  const stuck = answers.find((answer) => 'trouble' in answer)
  if (stuck !== undefined) return stuck
  const able = answers.flatMap((answer) => ('trouble' in answer ? [] : [answer]))
  return { assumed: [...new Set(able.flatMap(({ assumed }) => assumed))], changes: able.flatMap(({ changes = [] }) => changes) }
}

async function knownOf({ files }: RepoFacts): Promise<Known> {
  const text = (await files?.('package.json')) ?? ''
  const configs = await Promise.all(RELEASE_IT.map(async (path) => files?.(path)))
  return { manifest: parseJson(text), lock: (await files?.('yarn.lock')) ?? '', yarnrc: (await files?.('.yarnrc.yml')) ?? '', releaseIt: [text, ...configs].join('\n') }
}

// github.com/release-it/release-it/blob/main/docs/configuration.md
const RELEASE_IT = ['.release-it.json', '.release-it.js', '.release-it.cjs', '.release-it.mjs', '.release-it.ts', '.release-it.yaml', '.release-it.yml', '.release-it.toml']

const SURE: Able = { assumed: [] }
// github.com/sindresorhus/np/issues/771
const NP = { trouble: '`np` asks npm who is logged in before it publishes, and with trusted publishing nobody is: publish with `npm publish` first.' } as const
const YARN_1 = { trouble: 'Yarn 1 does not know trusted publishing: publish with `npm publish`.' } as const

/** Floors: docs.npmjs.com/trusted-publishers and the release notes of each tool. */
function byTool({ tool, text }: Task, known: Known): Able | Stuck {
  switch (tool) {
    case 'npm':
      return SURE
    case 'pnpm':
      return { assumed: ['pnpm before 11 hands publishing to npm, so the npm of the job must be 11.5.1 or newer; pnpm 11 does it by itself.'] }
    case 'script':
      return scriptTrouble(known) ?? { assumed: [`We assumed that ${codeSpan(text)} publishes through npm or pnpm.`] }
    case 'lerna':
      return asked(text, { name: 'lerna', floor: [9, 0] }) ?? atLeast(known, { name: 'lerna', floor: [9, 0] })
    case 'semantic-release':
    case 'multi-semantic-release':
      return asked(text, { name: 'semantic-release', floor: [25, 0] }) ?? semanticRelease(known)
    case 'np':
      return NP
    case 'release-it':
      return /skipChecks/.test(text) ? SURE : releaseIt(known)
    case 'changeset':
    case 'changesets':
      return { assumed: ['`changeset publish` calls npm or pnpm for each package; publish a prerelease first to see that npm takes it.'] }
    case 'yarn':
      return isYarn1(known) || !/\bnpm publish\b/.test(text) ? YARN_1 : yarn(known)
    case 'nx':
      return { assumed: ['`nx release publish` runs npm or pnpm for each package. Where a version is there already it moves the tag, which takes a token: publish new versions alone.'] }
    case 'bun':
      return { trouble: '`bun publish` does not know trusted publishing: publish with `npm publish`.' }
    default:
      return { trouble: `Whether ${codeSpan(tool)} knows trusted publishing is not known.` }
  }
}

/** What the repository's tools say against a script that cannot be seen into. */
function scriptTrouble(known: Known): Stuck | undefined {
  if (isYarn1(known)) return YARN_1
  const lerna = versionOf(known, 'lerna') === undefined ? SURE : atLeast(known, { name: 'lerna', floor: [9, 0] })
  const semantic = versionOf(known, 'semantic-release') === undefined ? SURE : semanticRelease(known)
  const checking = versionOf(known, 'release-it') === undefined ? SURE : releaseIt(known)
  return [lerna, semantic, checking].find((answer) => 'trouble' in answer)
}

/** It asks npm who it is before it publishes, which only a token can answer: github.com/release-it/release-it/blob/main/docs/npm.md */
function releaseIt({ releaseIt: text }: Known): Able | Stuck {
  if (/skipChecks["']?\s{0,9}[:=]\s{0,9}true/.test(text)) return SURE
  return { trouble: 'release-it asks `npm whoami` first, which fails without a token: set `npm.skipChecks: true` in its configuration, then publish with trusted publishing.' }
}

function semanticRelease(known: Known): Able | Stuck {
  const plugin = '@semantic-release/npm'
  return versionOf(known, plugin) === undefined ? atLeast(known, { name: 'semantic-release', floor: [25, 0] }) : atLeast(known, { name: plugin, floor: [13, 1] })
}

const YARN_FLOOR = [4, 10, 3] as const

/** Scoped packages from 4.10.3 on: https://github.com/yarnpkg/berry/pull/6911 */
function yarn({ manifest, yarnrc }: Known): Able | Stuck {
  const needs = `Trusted publishing needs Yarn ${YARN_FLOOR.join('.')} or newer`
  const said = /^yarn@(\d{1,3})\.(\d{1,3})\.(\d{1,3})/.exec(textAt(manifest, 'packageManager') ?? '') ?? /^yarnPath:.{0,200}\byarn-(\d{1,3})\.(\d{1,3})\.(\d{1,3})/m.exec(yarnrc)
  if (said === null) return { trouble: `${needs}; which one publishes is not known.` }
  const version = said.slice(1, 4).map(Number)
  const at = YARN_FLOOR.findIndex((part, i) => part !== version[i])
  return at < 0 || (version[at] ?? 0) > (YARN_FLOOR[at] ?? 0) ? SURE : { trouble: `${needs}; the repository has ${version.join('.')}.` }
}

/** What reads `YARN_NPM_AUTH_TOKEN` is Yarn itself, whatever the script is called. */
export async function yarnTrouble(facts: RepoFacts): Promise<string | undefined> {
  const answer = yarn(await knownOf(facts))
  return 'trouble' in answer ? answer.trouble : undefined
}

function isYarn1({ manifest, lock }: Known): boolean {
  return lock.includes('# yarn lockfile v1') || textAt(manifest, 'packageManager')?.startsWith('yarn@1.') === true
}

interface Floor {
  readonly name: string
  readonly floor: readonly [number, number]
}

/** The version that a command itself asks for: `npx lerna@7 publish`. */
function asked(text: string, { name, floor }: Floor): Able | Stuck | undefined {
  const [, major, minor] = new RegExp(`(?:^|[\\s/])${name}@[\\^~]?(\\d{1,3})(?:\\.(\\d{1,3}))?`).exec(text) ?? []
  if (major === undefined) return undefined
  const enough = Number(major) > floor[0] || (Number(major) === floor[0] && Number(minor ?? floor[1]) >= floor[1])
  return enough ? SURE : { trouble: `Trusted publishing needs ${name} ${floor.join('.')} or newer; the command asks for ${minor === undefined ? major : `${major}.${minor}`}.` }
}

function atLeast(known: Known, tool: Floor): Able | Stuck {
  const version = versionOf(known, tool.name)
  const needs = `Trusted publishing needs ${tool.name} ${tool.floor.join('.')} or newer`
  if (version === undefined) return { assumed: [`${needs}; which version runs is not written in package.json.`] }
  const [major, minor] = version
  const enough = major > tool.floor[0] || (major === tool.floor[0] && minor >= tool.floor[1])
  return enough ? SURE : { trouble: `${needs}; package.json asks for ${version.join('.')}.` }
}

function versionOf({ manifest }: Known, name: string): readonly [number, number] | undefined {
  const range = textAt(manifest, 'devDependencies', name) ?? textAt(manifest, 'dependencies', name)
  const match = /(\d{1,4})(?:\.(\d{1,4}))?/.exec(range ?? '')
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? 0)]
}

const CHANGESETS = 'changesets/action'
const BY_CHANGESETS = '`changesets/action` calls npm or pnpm for each package; publish a prerelease first to see that npm takes it.'
// Before, it wrote `_authToken=undefined` into an .npmrc where no NPM_TOKEN was there: github.com/changesets/action/pull/545
const CHANGESETS_SINCE = 7

/** Version 2 changed inputs and an output: https://github.com/JS-DevTools/npm-publish/releases/tag/v2.0.0 */
function byOldAction(step: Step): Able | Stuck {
  const odd = step.with.some(({ name, value }) => (name === 'check-version' && value !== 'true') || (name === 'greater-version-only' && value !== 'false'))
  const asks = new RegExp(`steps\\.${escapePattern(step.id ?? '')}\\.outputs\\.type\\b`)
  const asked = step.id !== undefined && step.job.steps.some((one) => [one.if ?? '', one.run ?? '', ...[...one.with, ...one.env].map(({ value }) => value)].some((text) => asks.test(text) && text.includes('none')))
  if (!odd && !asked) return SURE
  return { trouble: `From version 2 on ${odd ? 'the inputs of `JS-DevTools/npm-publish` have other names (`strategy`)' : 'the output `type` of `JS-DevTools/npm-publish` is empty and not `none` where nothing is published'}: raise it to version 4 first.` }
}

function byAction(step: Step): Able | Stuck {
  const { uses } = step
  if (uses?.name !== CHANGESETS) return uses?.version[0] === 1 ? byOldAction(step) : SURE
  const [major, minor] = uses.version
  const pinned = /^[0-9a-f]{40}$/.test(uses.ref)
  const old = major === 1 && (minor === undefined ? pinned : minor < CHANGESETS_SINCE)
  return { assumed: [BY_CHANGESETS], ...(old ? { changes: [{ change: 'use-action', step, action: CHANGESETS }] } : {}) }
}
