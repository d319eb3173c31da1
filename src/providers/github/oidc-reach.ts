import { codeSpan } from '../../lib/code-span.ts'
import type { Access, Around, Command, Step } from '../../workflow.ts'

const REPOSITORY_INPUT = /^(?:(?:external|target|destination|remote)[-_])?(?:github[-_])?repo(?:sitory)?(?:[-_](?:name|full[-_]name|slug))?$|^repositories$/i
const SAME = /^\$\{\{\s{0,9}github\.repository\s{0,9}\}\}$|^\$\{?GITHUB_REPOSITORY\}?$/

/** A repository that a step names and that is not its own. */
export function otherRepository(step: Step, { facts }: Around): string | undefined {
  const own = [`${facts.owner ?? ''}/${facts.name ?? ''}`, facts.name ?? ''].map((name) => name.toLowerCase())
  const inputs = step.with.filter(({ name }) => REPOSITORY_INPUT.test(name)).map(({ value }) => value)
  const named = [...checkedOut(step), ...inputs, ...step.commands.flatMap(repositoriesIn), ...inScript(step)].map((value) => resolved(value, step))
  return named.find((value) => value !== '' && !SAME.test(value) && !own.includes(value.toLowerCase()))
}

/** The repository that an earlier checkout has put into the folder that the step works in: github.com/peter-evans/create-pull-request#action-inputs (`path`) */
function checkedOut(step: Step): readonly string[] {
  const folder = folderOf(step)
  if (folder === undefined || step.uses?.name === 'actions/checkout') return []
  const checkout = step.job.steps.findLast((one) => one.index < step.index && one.uses?.name === 'actions/checkout' && folderOf(one) === folder)
  return checkout?.with.flatMap(({ name, value }) => (name === 'repository' ? [value] : [])) ?? []
}

function folderOf(step: Step): string | undefined {
  const path = step.with.find(({ name }) => name === 'path')?.value.replace(/^\$\{\{\s{0,9}github\.workspace\s{0,9}\}\}\//, '')
  return path?.replace(/^\.\//, '').replace(/\/$/, '')
}

/** What a step that reaches another repository may do there; undefined where it may reach its own, too, or that is not known. */
export function foreignNeeds(step: Step): Readonly<Record<string, Access>> | undefined {
  if (step.uses?.name === 'actions/checkout') return step.job.steps.some((one) => one.index > step.index && seemsToPush(one) && isInside(one, step)) ? { contents: 'write' } : { contents: 'read' }
  const given = step.token.given ?? step.token.needs
  const needs = given === 'unknown' ? undefined : given
  const asking = step.commands.filter(({ words }) => words[0] === 'gh')
  if (needs === undefined || needs.beyond.length > 0 || asking.some((command) => repositoriesIn(command).length === 0)) return undefined
  return needs.permissions
}

/** Whether a later step works in what the checkout fetched: all do, unless that lies in a folder which they do not name. */
function isInside(step: Step, checkout: Step): boolean {
  const path = checkout.with.find(({ name }) => name === 'path')?.value.replace(/^\.\//, '').replace(/\/$/, '')
  if (path === undefined || path === '.' || path === '') return true
  return [step.run ?? '', step.directory ?? '', ...step.with.map(({ value }) => value)].some((text) => text.includes(path))
}

/** `repo: 'name'` in the calls of a script. */
function inScript(step: Step): readonly string[] {
  const script = step.uses?.name === 'actions/github-script' ? (step.with.find(({ name }) => name === 'script')?.value ?? '') : ''
  return Array.from(script.matchAll(/\brepo:\s{0,9}["'`]([\w.-]{1,100})["'`]/g), ([, name]) => name ?? '')
}

function repositoriesIn({ words }: Command): readonly string[] {
  if (words[0] !== 'gh') return []
  return words.flatMap((word, i) => {
    if (word === '-R' || word === '--repo') return [words[i + 1] ?? '']
    return word.startsWith('--repo=') ? [word.slice('--repo='.length)] : []
  })
}

/** `$NAME` and `${{ env.NAME }}` as what the workflow sets them to. */
function resolved(value: string, step: Step): string {
  const match = /^\$\{?(\w{1,100})\}?$|^\$\{\{\s{0,9}env\.(\w{1,100})\s{0,9}\}\}$/.exec(value)
  const name = match?.[1] ?? match?.[2]
  const levels = [step.env, step.job.env, step.job.workflow.env]
  return levels.flatMap((env) => env.find((one) => one.name === name)?.value ?? [])[0] ?? value
}

/** Why a checkout may need more than the job's own token: it leaves it behind for pushes, and fetches submodules with it. */
export function checkoutTrouble(step: Step): string | { readonly why: string; readonly permissions: { readonly contents: 'write' } } | undefined {
  const given = new Map(step.with.map(({ name, value }) => [name, value]))
  if ((given.get('submodules') ?? 'false') !== 'false') return 'The checkout fetches submodules with it: other repositories, which the job\'s own token cannot reach. A GitHub App\'s token would be short-lived.'
  if (given.get('persist-credentials') === 'false') return undefined
  const pusher = step.job.steps.find((one) => one.index > step.index && mayPush(one))
  if (pusher === undefined) return undefined
  const why = `A later step (line ${pusher.line}) may push with it: pushes of the job's own token start no workflow and do not pass branch protection.`
  return { why, permissions: { contents: 'write' } }
}

/** Owners whose actions do not push by git. */
const QUIET_OWNERS = new Set([
  'actions', 'docker', 'github', 'codecov', 'pnpm', 'oven-sh', 'ruby', 'astral-sh', 'dtolnay', 'aws-actions', 'slackapi', 'softprops', 'ncipollo', 'svenstaro',
])
const QUIET = new Set([
  'echo', 'cd', 'ls', 'mkdir', 'cp', 'cat', 'set', 'export', 'printf', 'git', 'curl', 'jq', 'docker', 'cargo', 'go', 'npm', 'pnpm', 'yarn', 'pip', 'pip3',
  'python', 'python3', 'node', 'tar', 'unzip', 'rustup', 'true', 'exit', '[', '[[', 'fi', 'done', 'rm', 'mv', 'sed', 'grep',
])

/** What scripts that push are called. */
const PUSHING_NAME = /release|publish|push|bump|changelog|changeset|commit|sync|version|\btag\b/

function mayPush(step: Step): boolean {
  if (step.uses !== undefined) return !QUIET_OWNERS.has(step.uses.name.split('/')[0] ?? '') || step.uses.name === 'actions/github-script'
  return step.token.needs === undefined || step.commands.some(({ words: [program = '', verb = ''], text }) => {
    if (PUSHING_NAME.test(text)) return true
    return program === 'git' ? /^(?:push|submodule|clone|fetch|pull)$/.test(verb) : !QUIET.has(program)
  })
}

/** What commands say of the tools alone. */
const OF_TOOLS = /--version\b|\bapt(?:-get)?\s(?:-\S{1,20}\s){0,3}update\b|\$\{\{[^}]{0,300}\}\}/g
const CHANGING_NAME = new RegExp(`${PUSHING_NAME.source}|deploy|update|gh-pages|git submodule`)

/** What is fetched from another repository is read, unless a step says that it changes it. */
function seemsToPush(step: Step): boolean {
  if (step.uses !== undefined) return mayPush(step) && (step.token.needs?.permissions['contents'] === 'write' || CHANGING_NAME.test(step.uses.name))
  return step.commands.some(({ text }) => CHANGING_NAME.test(text.replaceAll(OF_TOOLS, '')))
}

const TAPS = /^(?:brews|scoops?|homebrew_casks|nix|winget|krews|aurs|aur_sources|chocolateys)\s{0,9}:/m

/** goreleaser.com/customization: what it publishes to repositories of others. */
export async function tapTrouble({ facts }: Around): Promise<string | undefined> {
  for (const path of ['.goreleaser.yml', '.goreleaser.yaml', 'goreleaser.yml', 'goreleaser.yaml']) {
    const text = await facts.files?.(path)
    if (text !== undefined) return TAPS.test(text) ? `${codeSpan(path)} publishes to another repository, which the job's own token cannot reach.` : undefined
  }
  return 'goreleaser may publish to another repository (a tap or a bucket); its configuration is not at hand.'
}

const CONFIGURATIONS = ['electron-builder.yml', 'electron-builder.yaml', 'electron-builder.json', 'electron-builder.json5', 'package.json']

/** https://www.electron.build/publish: the repository that releases go to, its own unless told. */
export async function releaseTrouble({ facts }: Around): Promise<string | undefined> {
  if (facts.files === undefined) return 'electron-builder may publish to another repository; its configuration is not at hand.'
  for (const path of CONFIGURATIONS) {
    const named = /["']?\brepo["']?\s{0,9}:\s{0,9}["']?([\w.-]{1,100})/.exec((await facts.files(path)) ?? '')?.[1]
    if (named !== undefined && named.toLowerCase() !== facts.name?.toLowerCase()) return `${codeSpan(path)} publishes to ${codeSpan(named)}, another repository, which the job's own token cannot reach.`
  }
  return undefined
}
