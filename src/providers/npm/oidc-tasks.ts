import { parseJson, textAt } from '../../lib/json.ts'
import type { Command, RepoFacts, Step } from '../../workflow.ts'

/** What a command does with npm. `governs`: changes packages in another way than by publishing, which only a token may. */
export interface Task {
  readonly task: 'publishes' | 'installs' | 'governs' | 'unknown'
  /** The program that does it: `npm`, `pnpm`, `lerna` … or `script` where only its name tells that it publishes. */
  readonly tool: string
  readonly text: string
}

const GOVERNS = new Set(['dist-tag', 'access', 'deprecate', 'unpublish', 'owner', 'token', 'team', 'hook', 'org', 'profile'])
const INSTALLS = new Set(['ci', 'i', 'install', 'add', 'update', 'clean-install', 'fetch'])
const HARMLESS = new Set(['version', 'pack', 'view', 'info', 'config', 'set', 'get', 'audit', 'ls', 'list', 'root', 'prefix', 'whoami', 'ping', 'cache', 'pkg', 'store', 'bin', 'why', 'outdated', 'link', 'init', 'help', '-v', '--version', 'setup', 'env'])
const PUBLISHERS: Readonly<Record<string, readonly string[]>> = {
  lerna: ['publish'], changeset: ['publish'], changesets: ['publish'], nx: ['release'], 'release-it': [], np: [], 'semantic-release': [], 'multi-semantic-release': [], beachball: ['publish'], auto: ['shipit'], rush: ['publish'], ultra: ['publish'],
}
// Programs that have nothing to do with a registry.
const ELSEWHERE = new Set([
  'echo', 'cd', 'ls', 'mkdir', 'cp', 'mv', 'rm', 'cat', 'touch', 'chmod', 'set', 'export', 'pwd', 'true', 'exit', 'sleep', 'test', '[', '[[', 'tar', 'zip', 'sed', 'grep', 'awk', 'jq', 'tee', 'sort',
  'head', 'tail', 'find', 'xargs', 'date', 'which', 'git', 'gh', 'fi', 'done', 'for', 'elif', 'if', 'printf', 'local', 'return', 'tsc', 'eslint', 'corepack', 'curl', 'wget', 'cargo', 'rustup', 'apt-get', 'pip', 'docker', '}', 'read', 'wc', 'cut', 'tr',
])

/** What a step does with npm; the scripts that it runs are looked up in package.json where the repository is at hand. */
export async function tasksOf(step: Step, facts: RepoFacts): Promise<readonly Task[]> {
  const found = await Promise.all(step.commands.map((command) => taskOf(command, { folder: step.directory ?? '', facts })))
  return found.flat()
}

interface Scene {
  readonly folder: string
  readonly facts: RepoFacts
}

async function taskOf({ words, text }: Command, scene: Scene): Promise<readonly Task[]> {
  const [program = '', ...rest] = words
  const args = rest.filter((word, i) => !word.startsWith('-') && !/^(?:-C|--dir|--filter|-F|--prefix|-w|--workspace)$/.test(rest[i - 1] ?? ''))
  const [verb = '', second = ''] = args
  if (/^(?:npx|bunx|pnpx)$/.test(program) || (/^(?:npm|pnpm|yarn|bun)$/.test(program) && /^(?:exec|dlx|x)$/.test(verb))) return byTool(program.endsWith('x') ? args : args.slice(1), text)
  if (program in PUBLISHERS) return byTool([program, ...args], text)
  if (!/^(?:npm|pnpm|yarn|bun)$/.test(program)) return ELSEWHERE.has(program) || /^[A-Za-z_]\w*=/.test(program) ? [] : byScriptName(text)
  if (verb === 'publish') return [{ task: 'publishes', tool: program, text }]
  if (program === 'yarn' && (verb === 'npm' || verb === 'workspaces')) return args.includes('publish') ? [{ task: 'publishes', tool: 'yarn', text }] : second === 'tag' ? [{ task: 'governs', tool: 'yarn', text }] : []
  if (GOVERNS.has(verb)) return [{ task: 'governs', tool: program, text }]
  if (INSTALLS.has(verb) || verb === '') return /\s(?:-g|--global)\b/.test(text) ? [] : [{ task: 'installs', tool: program, text }]
  if (HARMLESS.has(verb)) return []
  return byScript(/^(?:run|run-script)$/.test(verb) ? second : verb, { ...scene, text })
}

function byTool([tool = '', verb = '']: readonly string[], text: string): readonly Task[] {
  const name = tool.replace(/^@changesets\/cli.*/, 'changeset').replace(/(?<=.)@.*/, '')
  const verbs = PUBLISHERS[name]
  if (verbs === undefined) return byScriptName(text)
  return verbs.length === 0 || verbs.includes(verb) ? [{ task: 'publishes', tool: name, text }] : []
}

async function byScript(name: string, scene: Scene & { readonly text: string }): Promise<readonly Task[]> {
  const manifest = parseJson((await scene.facts.files?.(`${scene.folder === '' ? '' : `${scene.folder.replace(/^\.\//, '').replace(/\/$/, '')}/`}package.json`)) ?? '')
  const script = textAt(manifest, 'scripts', name)
  if (script === undefined) return name in PUBLISHERS ? byTool([name, ...scene.text.split(/\s+/).slice(scene.text.split(/\s+/).indexOf(name) + 1)], scene.text) : byScriptName(scene.text)
  const direct = /(?:^|&&|;|\s)(npm|pnpm|yarn|bun)(?:\s+-\S+)*\s+publish\b/.exec(script)?.[1]
  if (direct !== undefined) return [{ task: 'publishes', tool: direct, text: scene.text }]
  const tool = Object.keys(PUBLISHERS).find((one) => new RegExp(`(?:^|[\\s;&])${one}(?=\\s|$)`).test(script))
  return tool === undefined ? byScriptName(scene.text) : byTool([tool, ...script.slice(script.indexOf(tool) + tool.length).trim().split(/\s+/)], scene.text)
}

/** Only a name to go by: what is called after releasing is taken to publish, and said to be assumed. */
function byScriptName(text: string): readonly Task[] {
  if (/^(?:npm|pnpm|yarn|bun)\b.{0,80}?\b(?:ci-)?(?:publish|release|canary|deploy)/.test(text)) return [{ task: 'publishes', tool: 'script', text }]
  return /publish|release|canary|deploy/.test(text) ? [{ task: 'unknown', tool: 'script', text }] : []
}
