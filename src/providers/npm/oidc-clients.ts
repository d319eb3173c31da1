import { parseJson, textAt, type Json } from '../../lib/json.ts'
import type { RepoFacts, Step } from '../../workflow.ts'
import type { Task } from './oidc-tasks.ts'

type Answer = { readonly assumed: readonly string[] } | { readonly trouble: string }

/** Whether what publishes knows trusted publishing; versions are read from package.json where the repository is at hand. */
export async function canPublish(publishers: readonly { readonly step: Step; readonly tasks: readonly Task[] }[], facts: RepoFacts): Promise<Answer> {
  const manifest = parseJson((await facts.files?.('package.json')) ?? '')
  const lock = (await facts.files?.('yarn.lock')) ?? ''
  const assumed: string[] = []
  for (const { step, tasks } of publishers) {
    for (const one of step.uses === undefined ? tasks.filter(({ task }) => task === 'publishes').map((task) => byTool(task, { manifest, lock })) : [byAction(step)]) {
      if ('trouble' in one) return one
      assumed.push(...one.assumed)
    }
  }
  return { assumed: [...new Set(assumed)] }
}

const SURE: Answer = { assumed: [] }

/** Floors: docs.npmjs.com/trusted-publishers and the release notes of each tool. */
function byTool({ tool, text }: Task, known: { readonly manifest: Json | undefined; readonly lock: string }): Answer {
  const { manifest } = known
  switch (tool) {
    case 'npm':
      return SURE
    case 'pnpm':
      return { assumed: ['pnpm before 11 hands publishing to npm, so the npm of the job must be 11.5.1 or newer; pnpm 11 does it by itself.'] }
    case 'script':
      if (isYarn1(known)) return { trouble: 'The repository uses Yarn 1, which does not know trusted publishing: publish with `npm publish`.' }
      return versionTrouble(manifest, known.lock) ?? { assumed: [`We assumed that \`${text}\` publishes through npm or pnpm.`] }
    case 'lerna':
      return atLeast(manifest, { name: 'lerna', floor: [9, 0] })
    case 'semantic-release':
    case 'multi-semantic-release':
      return versionOf(manifest, '@semantic-release/npm') === undefined ? atLeast(manifest, { name: 'semantic-release', floor: [25, 0] }) : atLeast(manifest, { name: '@semantic-release/npm', floor: [13, 1] })
    case 'changeset':
    case 'changesets':
      return { assumed: ['`changeset publish` calls npm or pnpm for each package; publish a prerelease first to see that npm takes it.'] }
    case 'yarn':
      return { trouble: isYarn1(known) || !/^yarn npm/.test(text) ? 'Yarn 1 does not know trusted publishing: publish with `npm publish`.' : 'Which Yarn publishes is not known here; trusted publishing needs Yarn 4.10 or newer.' }
    case 'bun':
      return { trouble: '`bun publish` does not know trusted publishing: publish with `npm publish`.' }
    default:
      return { trouble: `Whether \`${tool}\` knows trusted publishing is not known.` }
  }
}

function versionTrouble(manifest: Json | undefined, lock: string): Answer | undefined {
  for (const tool of ['lerna', 'semantic-release']) {
    const answer = versionOf(manifest, tool) === undefined ? SURE : byTool({ task: 'publishes', tool, text: tool }, { manifest, lock })
    if ('trouble' in answer) return answer
  }
  return undefined
}

function isYarn1({ manifest, lock }: { readonly manifest: Json | undefined; readonly lock: string }): boolean {
  return lock.includes('# yarn lockfile v1') || /^yarn@1\./.test(textAt(manifest, 'packageManager') ?? '')
}

function atLeast(manifest: Json | undefined, tool: { readonly name: string; readonly floor: readonly [number, number] }): Answer {
  const version = versionOf(manifest, tool.name)
  const floor = tool.floor.join('.')
  if (version === undefined) return { trouble: `Trusted publishing needs ${tool.name} ${floor} or newer; which version runs is not written in package.json.` }
  const [major, minor] = version
  return major > tool.floor[0] || (major === tool.floor[0] && minor >= tool.floor[1]) ? SURE : { trouble: `Trusted publishing needs ${tool.name} ${floor} or newer; package.json asks for ${version.join('.')}.` }
}

function versionOf(manifest: Json | undefined, name: string): readonly [number, number] | undefined {
  const range = textAt(manifest, 'devDependencies', name) ?? textAt(manifest, 'dependencies', name)
  const match = /(\d{1,4})(?:\.(\d{1,4}))?/.exec(range ?? '')
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? 0)]
}

function byAction(step: Step): Answer {
  if (step.uses?.name !== 'changesets/action') return SURE
  const [major, minor] = step.uses.version
  // From 1.6 on the action takes the OIDC way when no NPM_TOKEN is there; before, it wrote an .npmrc without a token.
  if (major === 1 && minor !== undefined && minor < 6) return { trouble: `changesets/action ${step.uses.version.join('.')} writes an .npmrc without a token; use 1.6 or newer.` }
  return { assumed: ['`changesets/action` calls npm or pnpm for each package; publish a prerelease first to see that npm takes it.'] }
}
