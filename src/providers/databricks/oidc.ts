// A stored token or OAuth secret → a federation policy: docs.databricks.com/aws/en/dev-tools/auth/provider-github
import { codeSpan } from '../../lib/code-span.ts'
import { arrives, seemsTo, type Arrival } from '../../recipes/arrival.ts'
import { needsToken, placeOf } from '../../recipes/login.ts'
import { baseName } from '../../recipes/names.ts'
import { NO_TOKEN } from '../../recipes/no-token.ts'
import { mayRead } from '../../recipes/readers.ts'
import { isSetting } from '../../recipes/setting.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Around, Change, Flow, Grant, Migration, Owner, Plan, Setting, Step, Use } from '../../workflow.ts'
import { retire, trust } from './oidc-trust.ts'

export const oidc: Migration = { id: 'databricks/oidc', title: 'Reach Databricks by OIDC instead of a stored token', consumes, plan, trust, failures: [NO_TOKEN], retire }

const SECRETS = new Set(['DATABRICKS_TOKEN', 'DATABRICKS_CLIENT_SECRET'])
const ELSEWHERE: Arrival = {
  inputs: { 'databricks/run-notebook': 'databricks-token', 'databricks/upload-dbfs-temp': 'databricks-token' },
  variables: /^(?:DATABRICKS|DBT_DATABRICKS|DBT_ENV_SECRET_DATABRICKS)_(?:\w{1,40}_)?(?:TOKEN|SECRET|PAT)$/,
  commands: /\bdatabricks\s.{0,200}(?:--token|configure)|\.(?:cloud\.databricks|azuredatabricks|gcp\.databricks)\.(?:com|net)/,
  names: 'DATABRICKS',
}

/** `variable` can be rewritten where its own CLI alone reads it. */
function consumes(flow: Flow): Use | undefined {
  if (flow.to.kind === 'variable' && SECRETS.has(flow.to.name)) return { flow, as: 'variable' }
  if (arrives(flow, ELSEWHERE)) return { flow, as: 'other' }
  return seemsTo(flow, ELSEWHERE) && !isSetting(flow) ? { flow, as: 'other', sure: 'named' } : undefined
}

function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  return [...Map.groupBy(uses, ({ flow }) => flow.secret)].map(([secret, own]) => planToken(own, { around, secret }))
}

const OTHER = 'Databricks takes GitHub\'s OIDC token of a service principal (`DATABRICKS_AUTH_TYPE: github-oidc` with `DATABRICKS_HOST` and `DATABRICKS_CLIENT_ID`) in its CLI, its SDKs and its '
  + 'Terraform provider, where they are new enough. What takes this secret is not known to be.'

interface Scene {
  readonly around: Around
  readonly secret: string
}

function planToken(uses: readonly Use[], { around, secret }: Scene): Plan {
  const owners = [...new Set(uses.flatMap(({ flow: { to } }) => (to.kind === 'variable' ? [to.owner] : [])))]
  const trouble = uses.some(({ as }) => as === 'other') ? OTHER : commonTrouble(uses, { around, thing: 'token', act: 'log in' }) ?? owners.map(troubleAt).find((why) => why !== undefined)
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const base = baseName(secret, { others: [], drop: new Set(['TOKEN', 'CLIENT', 'SECRET', 'PAT', 'ACCESS']), fallback: 'DATABRICKS' })
  const variable = `${base}_CLIENT_ID`
  const readers = owners.flatMap((owner) => scopeOf(owner).filter(isCli))
  return {
    state: 'rewrite',
    uses,
    reason: 'The CLI logs in as a service principal with GitHub\'s OIDC token; the stored token is not read any more.',
    changes: [...owners.flatMap((owner) => switched(owner, variable)), ...[...new Set(readers.map(({ job }) => job))].map(needsToken)],
    grants: [{ ...identityOf(owners, variable), places: readers.map((step) => placeOf(step.job, step.if)) }],
    assumed: ['The service principal may do in the workspace what the token\'s owner did there.'],
  }
}

/** A service principal that had a stored OAuth secret is known by its id already. */
function identityOf(owners: readonly Owner[], variable: string): Pick<Grant, 'identity' | 'variables'> {
  const known = owners.flatMap(({ env }) => env.find(({ name }) => name === 'DATABRICKS_CLIENT_ID')?.value ?? [])
  if (known.length === owners.length) return { identity: known[0] ?? variable, variables: [] }
  return { identity: `vars.${variable}`, variables: [{ name: variable, holds: 'the application ID of the service principal' }] }
}

function switched(owner: Owner, variable: string): readonly Change[] {
  const gone = owner.env.filter(({ name }) => SECRETS.has(name)).map(({ name }) => ({ change: 'remove-variable', owner, name } as const))
  const known = owner.env.some(({ name }) => name === 'DATABRICKS_CLIENT_ID')
  return [
    ...gone,
    { change: 'set-variable', owner, name: 'DATABRICKS_AUTH_TYPE', value: 'github-oidc' },
    ...(known ? [] : [{ change: 'set-variable', owner, name: 'DATABRICKS_CLIENT_ID', value: `\${{ vars.${variable} }}` } as const]),
  ]
}

function scopeOf(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  return owner.level === 'job' ? owner.steps : owner.jobs.flatMap(({ steps }) => steps)
}

function isCli(step: Step): boolean {
  return step.commands.some(({ words }) => words[0] === 'databricks')
}

/** The first CLI of the new kind that is sure to know `github-oidc`; the old one was a Python package. */
const OLDEST = [0, 250] as const

function troubleAt(owner: Owner): string | undefined {
  const steps = scopeOf(owner)
  const stranger = steps.find((step) => (step.uses === undefined ? mayRead(step) && !onlyCli(step) : step.env.some(({ value }) => /DATABRICKS_/.test(value))))
  if (stranger !== undefined) return `The step on line ${stranger.line} may read the token too, and whether it takes GitHub's OIDC token is not known.`
  const readers = steps.filter(isCli)
  if (readers.length === 0) return OTHER
  if (!readers.every((step) => hasHost(step))) return 'The CLI finds its workspace in a profile here; name it in `DATABRICKS_HOST` first, then it needs no profile.'
  return readers.map(cliTrouble).find((why) => why !== undefined)
}

/** Only the CLI among what may reach a provider. */
function onlyCli(step: Step): boolean {
  return step.commands.every((command) => command.words[0] === 'databricks' || !mayRead({ ...step, commands: [command] })) && !/\$\{?DATABRICKS_(?:TOKEN|CLIENT_SECRET)/.test(step.run ?? '')
}

function hasHost(step: Step): boolean {
  const levels: readonly (readonly Setting[])[] = [step.env, step.job.env, step.job.workflow.env]
  return levels.some((env) => env.some(({ name }) => name === 'DATABRICKS_HOST'))
}

function cliTrouble(step: Step): string | undefined {
  const setup = step.job.steps.find((one) => one.uses?.name === 'databricks/setup-cli' && one.index < step.index)
  if (setup === undefined) return 'Which version of the CLI runs does not stand here; install it with `databricks/setup-cli` first.'
  const said = setup.with.find(({ name }) => name === 'version')?.value.split('.').map(Number) ?? setup.uses?.version ?? []
  const [major = 9, minor = 999] = said
  const old = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
  return old ? `${codeSpan(`databricks/setup-cli@${setup.uses?.ref ?? ''}`)} installs a CLI that does not know \`github-oidc\`; raise it first.` : undefined
}
