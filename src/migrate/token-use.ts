import { spelledOut } from '../lib/spelled-out.ts'
import type { Access, Command, Setting, Step, TokenNeeds, TokenUse } from '../workflow.ts'
import { union } from './access.ts'
import { ghApiNeeds, scriptNeeds } from './api-use.ts'
import { EDITS, GH, PROGRAMS, TOKENLESS_PROGRAMS } from './commands.data.ts'
import { causesAsAsked, needsAsAsked } from './needs-as-asked.ts'
import { packageAccess } from './packages-use.ts'
import { isPush, mayRelease } from './pushes.ts'
import { ACTIONS, FOR_APPS, GIT_PUSHERS, TOKENLESS_OWNERS, type ActionNeeds } from './permissions.data.ts'

type Unfinished = Omit<Step, 'token'>

/** What a step does with a GitHub token, as far as its action and its commands are known. */
export function tokenUse(step: Unfinished): TokenUse {
  return step.uses === undefined ? ofCommands(step) : ofAction(step, step.uses.name)
}

function ofAction(step: Unfinished, name: string): TokenUse {
  const known = ACTIONS.get(name) ?? ACTIONS.get(name.replace(/^docker:\/\/(?:ghcr\.io\/|docker\.io\/)?([^:@]{1,200})(?:[:@].{0,200})?$/, '$1'))
  if (known !== undefined) return ofKnown(step, { name, known })
  if (TOKENLESS_OWNERS.has(name.split('/')[0] ?? '')) return { has: 'none', needs: NOTHING, what: name }
  // What other runs have left is read through the API: docs.github.com/rest/actions/artifacts
  if (/download-artifacts?$/.test(name)) return { has: 'job-token', needs: needsOf('contents:read actions:read'), what: name }
  const given = [...step.with, ...step.env, ...variables(step)].map(kindOf)
  if (given.includes('job-token')) return { has: 'job-token', what: name }
  return { has: given.includes('another') ? 'another' : name.startsWith('docker://') ? 'none' : 'unknown', what: name }
}

function ofKnown(step: Unfinished, { name, known }: { readonly name: string; readonly known: ActionNeeds }): TokenUse {
  const input = { ...(known.input ? { input: known.input } : {}), ...(known.variable === undefined ? {} : { variable: known.variable }) }
  if (isLogin(name)) return ofLogin(step, name)
  if (name === 'js-devtools/npm-publish' && step.with.some((one) => one.name === 'registry' && one.value.includes('npm.pkg.github.com'))) {
    return { has: bestOf(step.with.map(kindOf)), needs: needsOf('packages:write'), what: name }
  }
  const own = tokenOf(step, known)
  if (name === 'actions/github-script') {
    const done = scriptNeeds(step.with.find((one) => one.name === 'script')?.value ?? '')
    return { has: own, what: name, ...input, ...(done === undefined ? {} : { needs: about(step, needsOf(done.needs, done.causes)) }) }
  }
  const needs = about(step, needsOf(needsAsAsked(step, known.needs), causesAsAsked(step, known.causes)))
  const forApps = FOR_APPS.get(name)
  const given = own === 'another' && forApps !== undefined ? { given: needsOf(forApps, known.causes) } : {}
  if (!GIT_PUSHERS.has(name) || own === 'job-token') return { has: own, needs, what: name, ...input, ...given }
  const left = pushToken(step)
  if (left !== 'job-token') return { has: left === 'none' ? own : left, needs, what: name, ...input }
  // It pushes with what the checkout has left behind, and does the rest with the token that it is given.
  return { has: left, needs: needsOf('contents:write', known.causes), what: name, ...input, ...(own === 'another' ? { given: needs } : {}) }
}

const ISSUES = /^issues$/
const PULLS = /^pull_request(?:_target|_review|_review_comment)?$/

/** What is done to an issue or a pull request alike needs the scope of what the workflow is about; of both where it tells not. */
function about({ job }: Unfinished, needs: TokenNeeds): TokenNeeds {
  const { subject, ...rest } = needs.permissions
  if (subject === undefined) return needs
  const events = job.workflow.triggers.map(({ event }) => event)
  const scopes = events.length > 0 && events.every((event) => ISSUES.test(event)) ? ['issues'] : events.length > 0 && events.every((event) => PULLS.test(event)) ? ['pull-requests'] : ['issues', 'pull-requests']
  return { ...needs, permissions: union([rest, Object.fromEntries(scopes.map((scope) => [scope, subject] as const))]) }
}

const LOGINS = new Set([
  'docker/login-action', 'redhat-actions/podman-login', 'redhat-actions/push-to-registry', 'elgohr/publish-docker-github-action',
  'mr-smithers-excellent/docker-build-push',
])

function isLogin(name: string): boolean {
  return LOGINS.has(name)
}

/** A login to GitHub's container registry hands the token on to what pushes there; the job's own token opens no other. */
function ofLogin(step: Unfinished, name: string): TokenUse {
  const has = bestOf(step.with.map(kindOf))
  const registry = step.with.find((input) => input.name === 'registry')?.value ?? ''
  const ghcr = has === 'job-token' || spelledOut(registry, levelsOf(step)).startsWith('ghcr.io')
  return { has: ghcr ? has : 'none', needs: ghcr ? needsOf('packages:write') : NOTHING, what: name }
}

function levelsOf(step: Unfinished): readonly (readonly Setting[])[] {
  return [step.env, step.job.env, step.job.workflow.env]
}

function tokenOf(step: Unfinished, known: ActionNeeds): TokenUse['has'] {
  const given = step.with.find(({ name }) => name.toLowerCase() === known.input?.toLowerCase())
  if (given !== undefined) return kindOf(given) === 'job-token' ? 'job-token' : 'another'
  if (known.otherwise !== 'variable') return known.otherwise
  return bestOf([...variables(step, known.variable), ...step.env].map(kindOf))
}

/** The variables that programs look for a GitHub token in: cli.github.com/manual/gh_help_environment */
function variables(step: Unfinished, own?: string): readonly Setting[] {
  return ['GH_TOKEN', 'GITHUB_TOKEN', ...(own === undefined ? [] : [own])].flatMap((name) => levelsOf(step).flatMap((env) => env.find((one) => one.name === name) ?? []).slice(0, 1))
}

function kindOf(setting: Setting): TokenUse['has'] {
  if (/github\.token|secrets\.GITHUB_TOKEN|secrets\['GITHUB_TOKEN'\]/i.test(setting.value)) return 'job-token'
  return TOKEN_NAME.test(setting.name) && /\$\{\{/.test(setting.value) ? 'another' : 'none'
}

const TOKEN_NAME = /^(?:gh|github|cr|repo|access|personal)?[-_]?(?:access[-_]?)?(?:token|pat)$/i

function bestOf(kinds: readonly TokenUse['has'][]): TokenUse['has'] {
  if (kinds.includes('job-token')) return 'job-token'
  return kinds.includes('another') ? 'another' : 'none'
}

const NOTHING: TokenNeeds = { permissions: {}, causes: [], beyond: [] }

function ofCommands(step: Unfinished): TokenUse {
  const seen = levelsOf(step).flat()
  const has = bestOf([...seen.map(kindOf), kindOf({ name: 'run', value: step.run ?? '', line: 0 })])
  if (has === 'none') return ofFeed(step) ?? ofPushes(step)
  const spelled = step.commands.filter((command) => !isPipedIn(command, step)).map((command) => ({ ...command, text: spelledOut(command.text, levelsOf(step)) }))
  const found = needsOfAll(spelled, step)
  const needs = found === undefined ? undefined : withHooks(withPackages(about(step, found), { step, seen }), step)
  const what = step.commands.find((command) => needsOfCommand(command, step) === undefined)?.words.slice(0, 3).join(' ') ?? 'run'
  const pushes = has === 'another' ? ofPushes(step) : undefined
  // git knows nothing of the variable: what the checkout has left behind pushes.
  if (pushes?.has === 'job-token') return { ...pushes, given: needs ?? 'unknown' }
  return { has, what, ...(needs === undefined ? {} : { needs }) }
}

/** `dotnet nuget push` has the token that actions/setup-dotnet was given for its `source-url`. */
function ofFeed(step: Unfinished): TokenUse | undefined {
  const setup = step.job.steps.findLast(({ uses }) => uses?.name === 'actions/setup-dotnet')
  const levels = [setup?.env ?? [], step.job.env, step.job.workflow.env].flat()
  if (setup === undefined || !levels.some((one) => one.name === 'NUGET_AUTH_TOKEN' && kindOf(one) === 'job-token')) return undefined
  const pushing = step.commands.find((command) => packageAccess(command, step) === 'write')
  return pushing === undefined ? undefined : { has: 'job-token', needs: needsOf('packages:write'), what: pushing.words.slice(0, 3).join(' ') }
}

/** Commands that are given no token have the one that the checkout left behind for git, and only those that push use it. */
function ofPushes(step: Unfinished): TokenUse {
  const pushing = step.commands.filter((command) => isPush(command) || mayRelease(command, step))
  const what = pushing[0]?.words.slice(0, 3).join(' ') ?? 'run'
  return pushing.length === 0 ? { has: 'none', needs: NOTHING, what } : { has: pushToken(step), needs: needsOf('contents:write', 'push'), what }
}

/** npm and its kin speak to GitHub Packages with the token in `NODE_AUTH_TOKEN`. */
function withPackages(needs: TokenNeeds, given: { readonly step: Unfinished; readonly seen: readonly Setting[] }): TokenNeeds {
  if (!given.seen.some((one) => one.name === 'NODE_AUTH_TOKEN' && kindOf(one) === 'job-token')) return needs
  const access = given.step.commands.some(({ words }) => words.includes('publish')) ? 'write' : 'read'
  return { ...needs, permissions: union([needs.permissions, { packages: access }]) }
}

/** What is handed to a publishing command itself is for a script that it calls (`prepublishOnly`), as napi does to attach files to the release: napi.rs/docs/cli/pre-publish */
function withHooks(needs: TokenNeeds, { commands, env }: Unfinished): TokenNeeds {
  const given = env.some((one) => /^(?:GH|GITHUB)_TOKEN$/.test(one.name) && kindOf(one) === 'job-token')
  const publishes = commands.some(({ words }) => /^(?:npm|pnpm|yarn)$/.test(words[0] ?? '') && words.includes('publish'))
  return given && publishes ? { ...needs, permissions: union([needs.permissions, { contents: 'write' }]) } : needs
}

/** A push without a token of its own uses the one that the checkout has left behind. */
function pushToken(step: Unfinished): TokenUse['has'] {
  const checkout = step.job.steps.findLast((one) => one.uses?.name === 'actions/checkout')
  if (checkout === undefined || checkout.with.some(({ name, value }) => name === 'persist-credentials' && value === 'false')) return 'none'
  return checkout.with.some(({ name }) => name === 'ssh-key') ? 'another' : checkout.token.has
}

function needsOfAll(commands: readonly Command[], step: Unfinished): TokenNeeds | undefined {
  const all = commands.map((command) => needsOfCommand(command, step))
  if (all.some((needs) => needs === undefined)) return undefined
  const known = all.flatMap((needs) => needs ?? [])
  return {
    permissions: union(known.map(({ permissions }) => permissions)),
    causes: [...new Set(known.flatMap(({ causes }) => causes))],
    beyond: known.flatMap(({ beyond }) => beyond),
  }
}

/** `echo TOKEN | docker login ghcr.io`: what counts is the login. */
function isPipedIn({ words }: Command, step: Unfinished): boolean {
  return /^(?:echo|printf)$/.test(words[0] ?? '') && /\|\s{0,20}\w{1,20}\s(?:.{0,20}\s)?login\b.{0,200}ghcr\.io/.test(spelledOut(step.run ?? '', levelsOf(step)))
}

function needsOfCommand(command: Command, step: Unfinished): TokenNeeds | undefined {
  const { words } = command
  const [program = '', ...rest] = /^(?:npx|pnpx|bunx)$/.test(words[0] ?? '') ? words.slice(1).filter((word) => !word.startsWith('-')) : words
  if (program === 'gh' && rest[0] === 'api') {
    const done = ghApiNeeds({ ...command, words: [program, ...rest] })
    return done === undefined ? undefined : needsOf(done.needs, done.causes)
  }
  if (program === 'gh') {
    const row = GH[rest.filter((word) => !word.startsWith('-')).slice(0, 2).join(' ')]
    return row === undefined ? undefined : needsOf(row.needs, rest[1] === 'edit' ? edited(rest, row.causes) : row.causes)
  }
  if (isPush(command)) return needsOf('contents:write', 'push')
  if (/ghcr\.io/.test(command.text) && /^(?:docker|podman|buildah|skopeo|helm|oras|crane|cosign)$/.test(program)) return needsOf('packages:write')
  if (/^(?:npm|pnpm|yarn)$/.test(program) && OF_NPM.test(rest.find((word) => !word.startsWith('-')) ?? '')) return NOTHING
  const access = packageAccess(command, step)
  if (access !== undefined) return access === 'none' ? NOTHING : needsOf(`packages:${access}`)
  if (/^(?:echo|printf)$/.test(program) && KEPT.test(command.text)) return NOTHING
  const row = PROGRAMS[program.split('@')[0] ?? ''] ?? (MANAGER.test(program) ? PROGRAMS[scriptIn(rest)] : undefined)
  if (row !== undefined) return needsOf(row.needs, row.causes)
  return (TOKENLESS_PROGRAMS.has(program) && !NAMED.test(command.text)) || isInstall(words) ? NOTHING : undefined
}

/** Of the events that an edit may raise those that its flags ask for. */
function edited(words: readonly string[], causes = ''): string {
  const flags = words.filter((word) => word.startsWith('-')).map((word) => word.split('=')[0] ?? '')
  if (flags.length === 0) return causes
  const raised = new Set(flags.flatMap((flag) => (EDITS.get(flag) ?? 'edited').split(' ')))
  return causes.split(' ').filter((cause) => raised.has(cause.split(':')[1] ?? '')).join(' ')
}

/** Written where a package manager looks for it: what counts is what is done with it. */
const KEPT = />{1,2}\s{0,9}\S{0,200}(?:\.gem\/credentials|\.npmrc)["']?$/
/** What package managers do with the registry's token, not with GitHub's. */
const OF_NPM = /^(?:publish|version|pack|whoami|view|npm|dist-tag)$/
const NAMED = /GITHUB_TOKEN|GH_TOKEN|github\.token|secrets\.\w/

/** What `npm run NAME`, `yarn NAME`, `pnpm exec NAME` run. */
function scriptIn(rest: readonly string[]): string {
  return rest.find((word) => !word.startsWith('-') && !/^(?:run|run-script|exec|dlx|x)$/.test(word)) ?? ''
}

const MANAGER = /^(?:npm|pnpm|yarn|bun|corepack|poetry|bundle|composer|cargo|go)$/
const INSTALL = /^(?:ci|install|i|add|config|enable|fetch|mod|build|fmt|vet|clippy|check)?$/

function isInstall([program = '', verb = '']: readonly string[]): boolean {
  return MANAGER.test(program) && INSTALL.test(verb)
}

function needsOf(needs: string, causes = ''): TokenNeeds {
  const blocks = needs.split(' ').flatMap((need): readonly Readonly<Record<string, Access>>[] => {
    const [scope = '', access] = need.split(':')
    return access === 'read' || access === 'write' ? [{ [scope]: access }] : []
  })
  const beyond = needs.split(' ').flatMap((need) => (need.startsWith('beyond:') ? [need.slice(7).replaceAll('-', ' ')] : []))
  return { permissions: union(blocks), causes: causes.split(' ').filter((cause) => cause !== ''), beyond }
}
