import { codeSpan } from '../../lib/code-span.ts'
import { parseJson, textAt, type Json } from '../../lib/json.ts'
import type { RepoFacts, Step } from '../../workflow.ts'
import type { Stuck } from './oidc-node.ts'
import type { Task } from './oidc-tasks.ts'

interface Able {
  readonly assumed: readonly string[]
}

/** What the repository tells about its tools; nothing where it is not at hand. */
interface Known {
  readonly manifest: Json | undefined
  readonly lock: string
  /** How release-it is configured, wherever that stands. */
  readonly releaseIt: string
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
  return { assumed: [...new Set(answers.flatMap((answer) => ('trouble' in answer ? [] : answer.assumed)))] }
}

async function knownOf({ files }: RepoFacts): Promise<Known> {
  const text = (await files?.('package.json')) ?? ''
  const configs = await Promise.all(RELEASE_IT.map(async (path) => files?.(path)))
  return { manifest: parseJson(text), lock: (await files?.('yarn.lock')) ?? '', releaseIt: [text, ...configs].join('\n') }
}

// github.com/release-it/release-it/blob/main/docs/configuration.md
const RELEASE_IT = ['.release-it.json', '.release-it.js', '.release-it.cjs', '.release-it.mjs', '.release-it.ts', '.release-it.yaml', '.release-it.yml', '.release-it.toml']

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
      return /skipChecks/.test(text) ? SURE : releaseIt(known)
    case 'changeset':
    case 'changesets':
      return { assumed: ['`changeset publish` calls npm or pnpm for each package; publish a prerelease first to see that npm takes it.'] }
    case 'yarn':
      return isYarn1(known) || !text.startsWith('yarn npm') ? YARN_1 : berry(known)
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

/** github.com/yarnpkg/berry/releases: `yarn npm publish` takes OIDC from 4.10 on. */
function berry({ manifest }: Known): Able | Stuck {
  const [, major = 0, minor = 0] = /^yarn@(\d{1,3})\.(\d{1,3})/.exec(textAt(manifest, 'packageManager') ?? '')?.map(Number) ?? []
  if (major > 4 || (major === 4 && minor >= 10)) return SURE
  return { trouble: `Trusted publishing needs Yarn 4.10 or newer; ${major === 0 ? 'which one publishes is not known' : `package.json asks for ${major}.${minor}`}.` }
}

/** What reads `YARN_NPM_AUTH_TOKEN` is Yarn itself, whatever the script is called. */
export async function yarnTrouble(facts: RepoFacts): Promise<string | undefined> {
  const answer = berry(await knownOf(facts))
  return 'trouble' in answer ? answer.trouble : undefined
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

function byAction({ uses }: Step): Able | Stuck {
  if (uses?.name !== 'changesets/action') return SURE
  const [major, minor] = uses.version
  // From 1.6 on the action takes the OIDC way when no NPM_TOKEN is there; before, it wrote an .npmrc without a token.
  if (major === 1 && minor !== undefined && minor < 6) {
    return { trouble: `changesets/action ${uses.version.join('.')} writes an .npmrc without a token; use 1.6 or newer.` }
  }
  return { assumed: ['`changesets/action` calls npm or pnpm for each package; publish a prerelease first to see that npm takes it.'] }
}
