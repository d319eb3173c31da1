// A stored personal token → the token that GitHub gives to every job, with the permissions that the job needs.
// docs.github.com/actions/concepts/security/github_token
import { escapePattern } from '../../lib/escape-pattern.ts'
import { linesWith, registryOf } from '../../recipes/registry.ts'
import { runsElsewhere } from '../../recipes/remote.ts'
import { isSetting } from '../../recipes/setting.ts'
import { takenBy } from '../../recipes/taken-by.ts'
import { isGate } from '../../recipes/trouble.ts'
import type { Around, Flow, Migration, Plan, Step, Use } from '../../workflow.ts'
import { gist } from './gist.ts'
import { appTrust, isApp } from './oidc-app.ts'
import { isAble, type Beyond } from './oidc-beyond.ts'
import { dispatchedBy } from './oidc-curl.ts'
import { failures } from './oidc-failures.ts'
import { speaksToPackages } from './oidc-feeds.ts'
import { gatesOf } from './oidc-gates.ts'
import { packagesPlan, packagesTrust } from './oidc-packages.ts'
import { isPagesKey, pagesPlan } from './oidc-pages.ts'
import { isExchange, stsTrust } from './oidc-sts.ts'
import { tokenPlan } from './oidc-token.ts'
import { addressedBy } from './oidc-url.ts'
import { beyondPlans } from './oidc-ways.ts'

export const jobToken: Migration = {
  id: 'github/token',
  title: 'Use the token of the job instead of a stored personal token',
  consumes,
  plan,
  trust: (admission, facts) => (isApp(admission) ? appTrust : isExchange(admission) ? stsTrust : packagesTrust)(admission, facts),
  failures,
  retire,
}

const INPUT = /^(?:github|gh|repo|personal)[-_]?(?:access[-_]?)?(?:token|pat)$/i
const VARIABLE = /^(?:GH|GITHUB)_TOKEN$/
const RENAMED = /^API_TOKEN_GITHUB$|^PERSONAL_ACCESS_TOKEN$|^(?:GH|GITHUB|GIT)_(?:PAT|ACCESS_TOKEN|PERSONAL_ACCESS_TOKEN)$|^PAT$|(?:BOT|GITHUB|GH)\w{0,40}_PAT$|^(?:GITHUB|GH)_TOKEN_\w{1,40}$/
/** `SMOKESHOW_GITHUB_TOKEN`: a program's own name for a token of GitHub's. */
const OWN_NAME = /_(?:GITHUB|GH)_(?:API_)?TOKEN$/
/** What is called so is a personal token, unless who takes it says otherwise. */
const NAMED = /(?:^|_)(?:GPR|GHCR|(?:GH|GITHUB)_PACKAGES)_(?:\w{1,40}_)?TOKEN$|(?:^|_)(?:PR|COMMENT)_TOKEN$|(?:^|_)(?:GITHUB|GH)_(?:\w{1,40}_)?TOKEN$|(?:^|_)PERSONAL_(?:ACCESS_)?TOKEN$|(?:^|_)(?:GITHUB|GH)_(?:PSW|PWD|PASS(?:WORD)?)$/
/** At most a hint, which every other provider's goes before: a bot may be a messenger's. */
const PERSONAL = /(?:^|_)(?:GH|GITHUB|PAT|BOT|RELEASE_PLEASE|PERSONAL)(?:_|$)/
const HINTED = /(?:^|_)(?:ACTIONS?|RELEASES?|COMMENTS?|ISSUES?|REPO|PR|MERGE|AUTOMERGE|RENOVATE|DEPENDABOT|WORKFLOWS?|DISPATCH|TRIAGE|PAGES|BACKPORTS?|CHANGELOG|SUBMODULES?|WIKI)_(?:\w{1,20}_)?TOKEN$|^(?!(?:\w{1,40}_)?(?:TABLEAU|AIRTABLE|FIGMA|ASANA|HUBSPOT|CONTENTFUL|CLICKUP|SUPABASE)_)(?:\w{1,60}_)?PAT(?:_|$)/

function consumes(flow: Flow): Use | undefined {
  if (gist.consumes(flow) !== undefined) return undefined
  const as = roleOf(flow)
  if (as !== undefined) return { flow, as }
  const sure = seemsPersonal(flow)
  return sure === undefined || isSetting(flow) ? undefined : { flow, as: 'unknown', sure }
}

/** What only names say. */
function seemsPersonal({ secret, to }: Flow): 'named' | 'hinted' | undefined {
  if (NAMED.test(secret) || (to.kind === 'variable' && OWN_NAME.test(to.name))) return 'named'
  const handed = to.kind === 'call' || (to.kind === 'input' && /^(?:access[-_]?)?token$/i.test(to.name))
  const asked = to.kind === 'input' && handed && worksOnRepositories(to.step)
  return HINTED.test(secret) || (handed && PERSONAL.test(secret)) || asked ? 'hinted' : undefined
}

/** Other stores have repositories too, but none with an owner beside it. */
function worksOnRepositories({ with: inputs }: Step): boolean {
  const owned = inputs.some(({ name }) => name === 'owner') && inputs.some(({ name }) => /^repo(?:sitory)?$/.test(name))
  return owned || inputs.some(({ name }) => OF_REPOSITORIES.test(name))
}

/** What only an action that works on repositories asks for. */
const OF_REPOSITORIES = /^(?:(?:target|destination)[-_](?:repo(?:sitory)?|branch)|pull[-_]request[-_]\w{1,20}|issue[-_]number|pr[-_]number|tag[-_]name|commit[-_](?:message|user[-_]name)|branch)$/i

function roleOf(flow: Flow): string | undefined {
  const { to } = flow
  if (isPagesKey(flow)) return 'pages'
  if (!(to.kind === 'variable' && VARIABLE.test(to.name)) && speaksToPackages(flow)) return 'packages'
  switch (to.kind) {
    case 'input':
      if (isLogin(to.step.uses?.name) && /^(?:username|password)$/.test(to.name)) return isGhcr(to.step) && !isAskedFor(flow) ? 'registry' : undefined
      return to.step.token.input?.toLowerCase() === to.name.toLowerCase() || INPUT.test(to.name) ? 'input' : undefined
    case 'variable':
      if (dispatchedBy(flow) !== undefined) return 'url'
      if (VARIABLE.test(to.name) || isOwn(to)) return 'variable'
      if (loginsIn(flow)) return to.mentions.some(({ step }) => step !== undefined && runsElsewhere(step, to.name)) ? 'remote' : 'registry'
      if (addressedBy(flow) !== undefined) return 'url'
      if (isOfInstaller(to) || isOfFirstVersions(to)) return 'unknown'
      return RENAMED.test(to.name) && !to.mentions.some((mention) => mention.in === 'input') ? 'unknown' : undefined
    case 'command':
      return roleOfCommand(flow, to.step)
    case 'container':
      return /credentials\.(?:username|password)$/.test(to.field) && to.image.startsWith('ghcr.io') ? 'registry' : undefined
    case 'call':
      return INPUT.test(to.name) || VARIABLE.test(to.name) || RENAMED.test(to.name) || /^ghcr/i.test(to.name) ? 'call' : undefined
    case 'elsewhere':
      break
  }
  return undefined
}

/**
 * Where Composer and Bundler look for a token of GitHub's: getcomposer.org/doc/articles/authentication-for-private-packages.md#github-oauth,
 * bundler.io/man/bundle-config.1.html
 */
function isOfInstaller({ owner, name }: Extract<Flow['to'], { readonly kind: 'variable' }>): boolean {
  if (/^BUNDLE_(?:\w{1,60}__)?GITHUB__COM$/.test(name)) return true
  return name === 'COMPOSER_AUTH' && owner.env.some((one) => one.name === name && /github\.com/.test(one.value))
}

/** A name, which is no secret, of a variable that conditions ask for: it stays, and says as before whether there is a login. Any name goes with the job's token. */
function isAskedFor({ secret, to, workflow }: Flow): boolean {
  if (to.kind !== 'input' || to.name !== 'username') return false
  return workflow.flows.some((other) => other.secret === secret && other.to.kind === 'variable' && other.shape === 'whole' && isGate(other))
}

/** They wrote the token into an address by itself, where one of a job needs a name before it: https://github.com/JamesIves/github-pages-deploy-action/releases/tag/2.0.0 */
function isOfFirstVersions({ owner, name }: Extract<Flow['to'], { readonly kind: 'variable' }>): boolean {
  return name === 'ACCESS_TOKEN' && owner.level === 'step' && owner.uses?.name === 'jamesives/github-pages-deploy-action'
}

/** A variable that one action alone reads: https://github.com/helm/chart-releaser-action#environment-variables */
function isOwn({ owner, name }: Extract<Flow['to'], { readonly kind: 'variable' }>): boolean {
  return owner.level === 'step' && owner.token.variable === name
}

/** Actions that log in to a registry by `registry`, `username` and `password`. */
const LOGINS = new Set([
  'docker/login-action', 'redhat-actions/podman-login', 'redhat-actions/push-to-registry', 'elgohr/publish-docker-github-action',
  'mr-smithers-excellent/docker-build-push',
])

function isLogin(action = ''): boolean {
  return LOGINS.has(action)
}

function isGhcr(step: Step): boolean {
  return registryOf(step).startsWith('ghcr.io')
}

function roleOfCommand(flow: Flow, step: Step): string | undefined {
  const lines = linesWith(step, flow.expression)
  if (lines.length > 0 && lines.every((line) => /login\b.{0,300}\bghcr\.io/.test(line))) return lines.every((line) => takenBy(line, flow.expression) === 'name') ? undefined : runsElsewhere(step, flow.expression) ? 'remote' : 'registry'
  return lines.some((line) => !isForeign(line) && /@github\.com|api\.github\.com|\bgh\s|git\s+(?:push|clone|remote|config)/.test(line)) ? 'url' : undefined
}

/** An address with a name and a password for another host: `https://heroku:KEY@git.heroku.com`. */
function isForeign(line: string): boolean {
  const host = /https?:\/\/[^\s@/]{1,300}@([\w.-]{1,200})/.exec(line.replaceAll(/\$\{\{.{1,300}?\}\}/g, 'X'))?.[1]
  return host !== undefined && host !== 'X' && !/github/i.test(host)
}

/** A variable that only logins to GitHub's container registry read. */
function loginsIn({ to }: Flow): boolean {
  if (to.kind !== 'variable' || to.mentions.length === 0) return false
  const word = new RegExp(`\\$\\{?${escapePattern(to.name)}\\b`)
  return to.mentions.every(({ in: place, step }) => {
    const lines = linesWith(step, to.name)
    return place === 'command' && lines.length > 0 && lines.every((line) => word.test(line) && /login\b.{0,300}\bghcr\.io/.test(line) && takenBy(line, to.name) !== 'name')
  })
}

async function plan(uses: readonly Use[], around: Around): Promise<readonly Plan[]> {
  const packages = uses.filter(({ as }) => as === 'registry' || as === 'packages')
  const others = uses.filter((use) => !packages.includes(use))
  const made = await Promise.all([
    ...groups(packages).map((group) => packagesPlan(group, around)),
    ...others.map((use) => (use.as === 'pages' ? pagesPlan(use) : tokenPlan(use, around))),
  ])
  const aligned = made.map((one) => (one.state === 'rewrite' ? alike(one, made) : one))
  const plans = [...aligned.filter((one) => one.state !== 'beyond'), ...beyondPlans(aligned.filter((one) => one.state === 'beyond'), around)]
  return plans.map((one) => together(one, { plans, around }))
}

/** Where one step of a job needs more than the job's own token, the others that had the same one get what that step gets. */
function alike(one: Extract<Plan, { readonly state: 'rewrite' }>, made: readonly (Plan | Beyond)[]): Plan | Beyond {
  const [use, ...more] = one.uses
  const needing = made.find((other) => other.state === 'beyond' && other.repository === undefined && other.use.flow.secret === use?.flow.secret && other.use.flow.job === use.flow.job)
  if (use === undefined || more.length > 0 || needing?.state !== 'beyond' || !one.changes.some(({ change }) => change === 'replace-expression')) return one
  const permissions = Object.fromEntries(one.changes.flatMap((change) => (change.change === 'needs-permission' ? [[change.scope, change.access] as const] : [])))
  const beyond: Beyond = { state: 'beyond', use, why: needing.why, permissions }
  return isAble(beyond) && isAble(needing) ? beyond : one
}

interface Rest {
  readonly plans: readonly Plan[]
  readonly around: Around
}

/** A token that must stay in one place of a file stays in all: half a migration changes who acts, and ends no secret. */
function together(one: Plan, { plans, around }: Rest): Plan {
  if (one.state !== 'rewrite') return one
  const secrets = new Set(one.uses.map(({ flow }) => flow.secret))
  const stays = plans.find(({ state, uses }) => state !== 'rewrite' && uses.some(({ flow }) => secrets.has(flow.secret)))
  const [use] = stays?.uses ?? []
  if (stays !== undefined && stays.state !== 'rewrite' && use !== undefined) return kept(one, `${use.flow.line}: ${stays.reason}`)
  const gates = gatesOf(one, { plans, around })
  return 'secret' in gates ? kept(one, `${gates.line}, where it is not known what it does.`) : { ...one, changes: [...one.changes, ...gates] }
}

function kept({ uses }: Plan, where: string): Plan {
  return { state: 'report', uses, reason: `The same token stays in use on line ${where}` }
}

/** Name and password of one login go together. */
function groups(uses: readonly Use[]): readonly (readonly Use[])[] {
  return [...Map.groupBy(uses, ({ flow }) => flow.path.slice(0, -1).join(' ')).values()]
}

function retire(): readonly string[] {
  const pages = '[tokens page](https://github.com/settings/tokens) ([fine-grained ones](https://github.com/settings/personal-access-tokens))'
  return [`Whoever made the personal token deletes it on their ${pages}, once nothing else uses it.`]
}
