import type { Admitted, Change, Flow, Grant, Job, Owner, Step, Use } from '../../workflow.ts'
import { handOn } from './oidc-handed.ts'
import { insertLogin, LOGIN } from './oidc-insert.ts'
import { withoutDefault } from './oidc-shell.ts'

export interface Login {
  readonly changes: readonly Change[]
  /** One for the role in the new variable, one for each role that a login named already. */
  readonly grants: readonly Grant[]
  readonly assumed: readonly string[]
}

export interface Trouble {
  readonly trouble: string
}

/** Where one key comes into a file. */
export interface Sites {
  readonly logins: readonly Step[]
  readonly owners: readonly Owner[]
  readonly registries: readonly Step[]
  /** Those that are handed the credentials by name. */
  readonly handed: readonly Step[]
  /** Scripts that make the key their commands' default. */
  readonly shells: readonly Step[]
  readonly variable: string
}

/** The changes that make the jobs of one key log in with a role instead; `gates` ask whether the key is there. */
export function loginChanges(uses: readonly Use[], gates: readonly Flow[]): Login | Trouble {
  const sites = sitesOf(uses)
  const { variable } = sites
  const jobs = unique([...sites.owners.flatMap(jobsOf), ...[...sites.registries, ...sites.handed, ...sites.shells].map(({ job }) => job)])
  const inserted = jobs.map((job) => insertLogin(job, sites))
  const trouble = inserted.find((one) => 'trouble' in one)
  if (trouble !== undefined) return trouble
  const made = inserted.flatMap((one) => ('trouble' in one ? [] : [one]))
  const named = sites.logins.flatMap(namedRole)
  const places = [...sites.logins.flatMap((step) => (namedRole(step).length > 0 ? [] : [placeOf(step.job, step.if)])), ...made.flatMap((one) => one.places)]
  const asked = made.some(({ region }) => region === 'asked')
  const variables = [{ name: variable, holds: 'the ARN of the IAM role' }, ...(asked ? [REGION] : [])]
  const grants = [...(places.length === 0 ? [] : [{ identity: `vars.${variable}`, variables, places }]), ...named]
  if (grants.length === 0) return { trouble: 'No step was found that uses the key; take the variables out if nothing does.' }
  const opened = gates.flatMap((gate) => openedGate(gate, { uses, variable }))
  const tokens = unique(grants.flatMap((grant) => grant.places.map(({ job }) => job))).map(needsToken)
  const changes = [...removals(sites), ...opened, ...made.flatMap((one) => one.changes), ...tokens]
  return { grants, changes, assumed: made.flatMap((one) => one.assumed) }
}

/** The role that a login assumed with the key already; it may be assumed without. */
function namedRole(step: Step): readonly Grant[] {
  const role = step.with.find(({ name }) => name === 'role-to-assume')?.value
  return role === undefined ? [] : [{ identity: role, variables: [], places: [placeOf(step.job, step.if)] }]
}

const REGION = { name: 'AWS_REGION', holds: 'the AWS region that the jobs work in, e.g. `us-east-1`' } as const

function sitesOf(uses: readonly Use[]): Sites {
  const owners = uses.flatMap(({ as, flow }) => (as === 'variable' && flow.to.kind === 'variable' ? [flow.to.owner] : []))
  return { variable: variableFor(uses), logins: stepsOf(uses, 'login'), owners: unique(owners), registries: stepsOf(uses, 'registry'), handed: stepsOf(uses, 'handed'), shells: stepsOf(uses, 'shell') }
}

function stepsOf(uses: readonly Use[], wanted: string): readonly Step[] {
  return unique(uses.flatMap(({ as, flow }) => (as === wanted && flow.step !== undefined ? [flow.step] : [])))
}

export function placeOf(job: Job, condition: string | undefined): Admitted {
  return condition === undefined ? { job } : { job, if: condition }
}

function needsToken(job: Job): Change {
  return { change: 'needs-permission', job, scope: 'id-token', access: 'write' }
}

const VARIABLES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const
const INPUTS = ['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'] as const

function removals({ logins, owners, registries, handed, shells, variable }: Sites): readonly Change[] {
  return [
    ...logins.flatMap((step) => switched(step, variable)),
    ...owners.flatMap((owner) => {
      const set = VARIABLES.filter((name) => owner.env.some((one) => one.name === name))
      return set.map((name) => ({ change: 'remove-variable', owner, name } as const))
    }),
    ...registries.flatMap((step) => ['username', 'password'].map((name) => ({ change: 'remove-input', step, name } as const))),
    ...handed.flatMap(handOn),
    ...shells.flatMap(withoutDefault),
  ]
}

/** Older majors run on versions of Node that runners do not have any more; with them the OIDC inputs are not sure to work. */
const OLDEST = 4

/** The login action takes the OIDC way only when no key is given: README of the action, "Assuming a role". */
function switched(step: Step, variable: string): readonly Change[] {
  const given = new Set(step.with.map(({ name }) => name))
  const major = step.uses?.version[0]
  const role = { change: 'set-input', step, name: 'role-to-assume', value: `\${{ vars.${variable} }}` } as const
  return [
    ...INPUTS.filter((name) => given.has(name)).map((name) => ({ change: 'remove-input', step, name } as const)),
    ...(given.has('role-to-assume') ? [] : [role]),
    ...(major !== undefined && major < OLDEST ? [{ change: 'use-action', step, action: LOGIN } as const] : []),
  ]
}

const STORED = /secrets\.(\w{1,256})|secrets\['(\w{1,256})'\]/gi

/** A condition that asked for the key asks for the role from now on. */
function openedGate(gate: Flow, { uses, variable }: { readonly uses: readonly Use[]; readonly variable: string }): readonly Change[] {
  const secrets = new Set(uses.map(({ flow }) => flow.secret))
  if (!secrets.has(gate.secret)) return []
  const written = Array.from(gate.expression.matchAll(STORED)).filter((match) => secrets.has((match[1] ?? match[2] ?? '').toUpperCase()))
  const expression = written.reduce((text, [secret]) => text.replaceAll(secret, `vars.${variable}`), gate.expression)
  return [{ change: 'replace-expression', flow: gate, expression }]
}

const KEY = /_?(?:SECRET_)?(?:ACCESS_?KEY(?:_?ID)?|SECRET_?KEY|KEY_?ID|ACCESS_?ID|KEY|ID|USR|USER(?:NAME)?)(?=_|$)/

/**
 * The variable is named after the stored key's id, so that two keys never meet in one variable:
 * `AWS_ACCESS_KEY_ID` → `AWS_ROLE_ARN`, `PROD_AWS_ACCESS_KEY_ID` → `PROD_AWS_ROLE_ARN`.
 */
function variableFor(uses: readonly Use[]): string {
  const id = uses.find(({ flow }) => /id$/i.test(partOf(flow.to)))?.flow.secret ?? uses[0]?.flow.secret ?? 'AWS'
  const named = KEY.test(id) ? id.replace(KEY, '_ROLE_ARN') : `${id}_ROLE_ARN`
  return named.replace(/^_/, '').replace(/^ROLE_ARN/, 'AWS_ROLE_ARN')
}

function partOf(to: Flow['to']): string {
  return to.kind === 'input' || to.kind === 'variable' ? to.name : ''
}

function jobsOf(owner: Owner): readonly Job[] {
  if (owner.level === 'workflow') return owner.jobs.filter(({ steps }) => steps.length > 0)
  return [owner.level === 'job' ? owner : owner.job]
}

export function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
