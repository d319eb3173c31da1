import { codeSpan } from '../../lib/code-span.ts'
import { parseJson, textAt, type Json } from '../../lib/json.ts'
import type { Change, RepoFacts, Step } from '../../workflow.ts'
import type { Stuck } from './oidc-node.ts'
import type { Task } from './oidc-tasks.ts'

interface Able {
  readonly assumed: readonly string[]
  /** What makes an action able that is not yet. */
  readonly changes?: readonly Change[]
}

interface Scene {
  readonly facts: RepoFacts
  /** The names by which the token is given. */
  readonly variables: ReadonlySet<string>
}

/** What the repository tells about its tools; nothing where it is not at hand. */
interface Known {
  readonly variables: ReadonlySet<string>
  readonly manifest: Json | undefined
  readonly lock: string
  /** What tells release-it what to do. */
  readonly releaseIt: string
}

/** Whether what publishes knows trusted publishing; versions are read from package.json where the repository is at hand. */
export async function canPublish(
  publishers: readonly { readonly step: Step; readonly tasks: readonly Task[] }[],
  { facts, variables }: Scene,
): Promise<Able | Stuck> {
  const known = { variables, manifest: parseJson((await facts.files?.('package.json')) ?? ''), lock: (await facts.files?.('yarn.lock')) ?? '', releaseIt: await releaseItOf(facts) }
  const answers = publishers.flatMap(({ step, tasks }) => {
    if (step.uses !== undefined) return [byAction(step)]
    return tasks.filter(({ task }) => task === 'publishes').map((task) => byTool(task, known))
  })
  const stuck = answers.find((answer) => 'trouble' in answer)
  if (stuck !== undefined) return stuck
  const able = answers.flatMap((answer) => ('trouble' in answer ? [] : [answer]))
  return { assumed: [...new Set(able.flatMap(({ assumed }) => assumed))], changes: able.flatMap(({ changes = [] }) => changes) }
}

const SURE: Able = { assumed: [] }
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
      return atLeast(known, { name: 'lerna', floor: [9, 0] })
    case 'semantic-release':
    case 'multi-semantic-release':
      return semanticRelease(known)
    case 'release-it':
      return asksFirst(tool, `${known.releaseIt} ${text}`)
    case 'np':
      return asksFirst(tool, '')
    case 'changeset':
    case 'changesets':
      return { assumed: ['`changeset publish` calls npm or pnpm for each package; publish a prerelease first to see that npm takes it.'] }
    case 'yarn':
      return isYarn1(known) || !/^yarn(?:\s{1,9}workspaces\s.{0,200}?)?\s{1,9}npm\b/.test(text) ? YARN_1 : berry(known)
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
  const yarn = known.variables.has('YARN_NPM_AUTH_TOKEN') ? berry(known) : SURE
  const asking = ['release-it', 'np'].flatMap((tool) => (versionOf(known, tool) === undefined ? [] : [asksFirst(tool, known.releaseIt)]))
  return [lerna, semantic, yarn, ...asking].find((answer) => 'trouble' in answer)
}

/** `yarn npm publish` takes the job's OIDC token from 4.10 on: github.com/yarnpkg/berry/releases/tag/%40yarnpkg%2Fcli%2F4.10.0 */
function berry({ manifest }: Known): Able | Stuck {
  const [, version, major, minor] = /^yarn@((\d{1,3})\.(\d{1,3})[\w.-]{0,40})/.exec(textAt(manifest, 'packageManager') ?? '') ?? []
  if (version === undefined) return { trouble: 'Trusted publishing needs Yarn 4.10 or newer; which one publishes is not known.' }
  const enough = Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 10)
  return enough ? SURE : { trouble: `Trusted publishing needs Yarn 4.10 or newer; package.json asks for ${version}.` }
}

/** `npm whoami` knows nothing of trusted publishing: docs.npmjs.com/trusted-publishers, "Troubleshooting"; github.com/sindresorhus/np/issues/771 */
function asksFirst(tool: string, told: string): Able | Stuck {
  if (/skipChecks["']?(?:\s{0,9}[:=]\s{0,9}["']?true|\s|$)/.test(told)) return SURE
  const way = tool === 'release-it' ? 'set `npm.skipChecks` in its configuration' : 'publish with `npm publish`'
  return { trouble: `${codeSpan(tool)} asks npm who is logged in before it publishes, and with trusted publishing nobody is: ${way} first.` }
}

async function releaseItOf({ files }: RepoFacts): Promise<string> {
  const texts = await Promise.all(['package.json', '.release-it.json', '.release-it.js', '.release-it.cjs', '.release-it.ts', '.release-it.yml', '.release-it.yaml'].map(async (path) => files?.(path)))
  return texts.map((text) => text ?? '').join('\n')
}

function semanticRelease(known: Known): Able | Stuck {
  const plugin = '@semantic-release/npm'
  return versionOf(known, plugin) === undefined ? atLeast(known, { name: 'semantic-release', floor: [25, 0] }) : atLeast(known, { name: plugin, floor: [13, 1] })
}

function isYarn1({ manifest, lock }: Known): boolean {
  return lock.includes('# yarn lockfile v1') || textAt(manifest, 'packageManager')?.startsWith('yarn@1.') === true
}

function atLeast(known: Known, tool: { readonly name: string; readonly floor: readonly [number, number] }): Able | Stuck {
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

function byAction(step: Step): Able {
  const { uses } = step
  if (uses?.name !== CHANGESETS) return SURE
  const [major, minor] = uses.version
  const pinned = /^[0-9a-f]{40}$/.test(uses.ref)
  const old = major === 1 && (minor === undefined ? pinned : minor < CHANGESETS_SINCE)
  return { assumed: [BY_CHANGESETS], ...(old ? { changes: [{ change: 'use-action', step, action: CHANGESETS }] } : {}) }
}
