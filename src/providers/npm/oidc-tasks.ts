import { parseJson, textAt } from '../../lib/json.ts'
import type { Command, RepoFacts, Step } from '../../workflow.ts'

/** What a command does with npm. `governs`: changes packages in another way than by publishing, which only a token may. */
export interface Task {
  readonly task: 'publishes' | 'installs' | 'governs' | 'unknown'
  /** The program that does it: `npm`, `pnpm`, `lerna` …; `script` where only its name tells that it publishes. */
  readonly tool: string
  readonly text: string
}

const GOVERNS = new Set(['dist-tag', 'access', 'deprecate', 'unpublish', 'owner', 'token', 'team', 'hook', 'org', 'profile'])
const INSTALLS = new Set(['', 'ci', 'i', 'install', 'add', 'update', 'clean-install', 'fetch'])
const HARMLESS = new Set([
  'version', 'pack', 'view', 'info', 'config', 'set', 'get', 'audit', 'ls', 'list', 'root', 'prefix', 'whoami', 'ping', 'cache', 'pkg',
  'store', 'bin', 'why', 'outdated', 'link', 'init', 'help', 'setup', 'env',
])
/** Programs that publish, with the verbs by which they do; none: whatever they are asked. */
const PUBLISHERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['lerna', ['publish']], ['changeset', ['publish']], ['changesets', ['publish']], ['nx', ['release']], ['beachball', ['publish']], ['rush', ['publish']],
  ['auto', ['shipit']], ['release-it', []], ['np', []], ['semantic-release', []], ['multi-semantic-release', []],
])
// Programs that have nothing to do with a registry.
const ELSEWHERE = new Set([
  'echo', 'cd', 'ls', 'mkdir', 'cp', 'mv', 'rm', 'cat', 'touch', 'chmod', 'set', 'export', 'pwd', 'true', 'exit', 'sleep', 'test', '[', '[[', 'tar',
  'zip', 'sed', 'grep', 'awk', 'jq', 'tee', 'sort', 'head', 'tail', 'find', 'xargs', 'date', 'which', 'git', 'gh', 'fi', 'done', 'for', 'elif', 'if',
  'printf', 'local', 'return', 'tsc', 'eslint', 'corepack', 'curl', 'wget', 'cargo', 'rustup', 'apt-get', 'pip', 'docker', '}', 'read', 'wc', 'cut', 'tr',
])
const MANAGER = /^(?:npm|pnpm|yarn|bun)$/
const RUNNER = /^(?:npx|bunx|pnpx)$/

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
  const args = rest.filter((word, i) => !word.startsWith('-') && !TAKES_VALUE.test(rest[i - 1] ?? ''))
  const [verb = '', ...others] = args
  if (RUNNER.test(program)) return byTool(args, text)
  if (PUBLISHERS.has(program)) return byTool([program, ...args], text)
  const path = [program, ...rest].find((word, i) => SHELL_FILE.test(word) && (i === 0 || (i === 1 && /^(?:ba|z)?sh$/.test(program))))
  if (path !== undefined) return byFile(path, { ...scene, text })
  if (!MANAGER.test(program)) return ELSEWHERE.has(program) || /^[A-Za-z_]\w*=/.test(program) ? [] : byName(text)
  if (/^(?:exec|dlx|x)$/.test(verb)) return byTool(others, text)
  if (verb === 'publish') return [{ task: 'publishes', tool: program, text }]
  if (program === 'yarn' && /^(?:npm|workspaces?)$/.test(verb)) return ofBerry(others, text)
  if (GOVERNS.has(verb)) return [{ task: 'governs', tool: program, text }]
  if (INSTALLS.has(verb)) return /\s(?:-g|--global)\b/.test(text) ? [] : [{ task: 'installs', tool: program, text }]
  if (HARMLESS.has(verb)) return []
  return byScript(/^(?:run|run-script)$/.test(verb) ? (others[0] ?? '') : verb, { ...scene, text })
}

/** A program of which nothing is known, not even that it leaves registries alone. */
export function isOpaque({ words }: Command): boolean {
  const [program = ''] = words
  return !MANAGER.test(program) && !PUBLISHERS.has(program) && !ELSEWHERE.has(program) && !/^[A-Za-z_]\w*=|^[-$]/.test(program)
}

const TAKES_VALUE = /^(?:-C|--dir|--filter|-F|--prefix|-w|--workspace)$/

function ofBerry(args: readonly string[], text: string): readonly Task[] {
  if (args.includes('publish')) return [{ task: 'publishes', tool: 'yarn', text }]
  return args[0] === 'tag' ? [{ task: 'governs', tool: 'yarn', text }] : []
}

function byTool([tool = '', verb = '']: readonly string[], text: string): readonly Task[] {
  const name = tool.replace(/^@changesets\/cli\b.{0,80}$/, 'changeset').replace(/(?<=.)@.{0,80}$/, '')
  const verbs = PUBLISHERS.get(name)
  if (verbs === undefined) return byName(text)
  return verbs.length === 0 || verbs.includes(verb) ? [{ task: 'publishes', tool: name, text }] : []
}

/** A script of package.json: what it calls, one level deep; where it cannot be seen, what it is called. */
async function byScript(name: string, { folder, facts, text }: Scene & { readonly text: string }): Promise<readonly Task[]> {
  const place = folder === '' ? 'package.json' : `${folder.replace(/^\.\//, '').replace(/\/$/, '')}/package.json`
  const script = textAt(parseJson((await facts.files?.(place)) ?? ''), 'scripts', name)
  if (script === undefined) return PUBLISHERS.has(name) ? byTool(wordsFrom(text, name), text) : byName(text)
  const direct = /(?:^|&&|;|\s)(npm|pnpm|yarn|bun)(?:\s{1,9}-\S{1,80}){0,9}\s{1,9}publish\b/.exec(script)?.[1]
  if (direct !== undefined) return [{ task: 'publishes', tool: direct, text }]
  const tools = [...PUBLISHERS.keys()].flatMap((one) => eachFrom(script, one))
  return tools.length === 0 ? byName(text) : tools.flatMap((words) => byTool(words, text)).slice(0, 1)
}

/** The script from each place of a word on: `changeset version && changeset publish`. */
function eachFrom(script: string, word: string): readonly (readonly string[])[] {
  const words = script.split(/\s+/)
  return words.flatMap((one, i) => (one === word ? [words.slice(i)] : []))
}

const SHELL_FILE = /^(?:\.{1,2}\/)?[\w./-]{1,200}\.(?:sh|bash)$/
const IN_FILE = /^[^#\n]{0,200}?\b(npm|pnpm|yarn|bun)(?:\s{1,9}-\S{1,80}){0,9}\s{1,9}(publish|dist-tag|deprecate|unpublish|access|owner)\b/gm

/** A shell script of the repository: what its lines plainly ask npm for; where it cannot be seen, what it is called. */
async function byFile(path: string, { folder, facts, text }: Scene & { readonly text: string }): Promise<readonly Task[]> {
  const parts = `${folder}/${path}`.split('/').filter((part) => part !== '' && part !== '.')
  const script = parts.includes('..') ? undefined : await facts.files?.(parts.join('/'))
  const asked = Array.from((script ?? '').matchAll(IN_FILE), ([, tool = '', verb = '']): Task => ({ task: verb === 'publish' ? 'publishes' : 'governs', tool, text }))
  return asked.length === 0 ? byName(text) : asked
}

function wordsFrom(text: string, word: string): readonly string[] {
  const words = text.split(/\s+/)
  return words.includes(word) ? words.slice(words.indexOf(word)) : []
}

/** Only a name to go by: what is called after releasing is taken to publish, and said to be assumed. */
function byName(text: string): readonly Task[] {
  if (/^(?:npm|pnpm|yarn|bun)\b.{0,80}?\b(?:ci-)?(?:publish|release|canary|deploy)/.test(text)) return [{ task: 'publishes', tool: 'script', text }]
  return /publish|release|canary|deploy/.test(text) ? [{ task: 'unknown', tool: 'script', text }] : []
}
