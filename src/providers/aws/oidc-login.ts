import type { Admitted, Change, Flow, Grant, Job, Owner, Step, Use } from '../../workflow.ts'
import { insertLogin, LOGIN } from './oidc-insert.ts'

export interface Login {
  readonly changes: readonly Change[]
  readonly places: readonly Admitted[]
  /** The variable with the role's ARN. */
  readonly variable: string
  readonly variables: Grant['variables']
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
  readonly variable: string
}

/** The changes that make the jobs of one key log in with a role instead; `gates` ask whether the key is there. */
export function loginChanges(uses: readonly Use[], gates: readonly Flow[]): Login | Trouble {
  const variable = variableFor(uses)
  const sites: Sites = {
    variable,
    logins: unique(uses.flatMap(({ as, flow }) => (as === 'login' && flow.step !== undefined ? [flow.step] : []))),
    owners: unique(uses.flatMap(({ as, flow }) => (as === 'variable' && flow.to.kind === 'variable' ? [flow.to.owner] : []))),
    registries: unique(uses.flatMap(({ as, flow }) => (as === 'registry' && flow.step !== undefined ? [flow.step] : []))),
  }
  const inserted = unique([...sites.owners.flatMap(jobsOf), ...sites.registries.map(({ job }) => job)]).map((job) => insertLogin(job, sites))
  const trouble = inserted.find((one) => 'trouble' in one)
  if (trouble !== undefined) return trouble
  const made = inserted.flatMap((one) => ('trouble' in one ? [] : [one]))
  const places = [...sites.logins.map((step) => placeOf(step.job, step.if)), ...made.flatMap((one) => one.places)]
  if (places.length === 0) return { trouble: 'No step was found that uses the key; take the variables out if nothing does.' }
  const regions = made.some(({ region }) => region === 'asked')
  return {
    places, variable,
    changes: [...removals(sites), ...gates.flatMap((gate) => opened(gate, { uses, variable })), ...made.flatMap((one) => one.changes), ...unique(places.map(({ job }) => job)).map(needsToken)],
    variables: [{ name: variable, holds: 'the ARN of the IAM role' }, ...(regions ? [{ name: 'AWS_REGION', holds: 'the AWS region that the jobs work in, e.g. `us-east-1`' }] : [])],
    assumed: made.flatMap((one) => one.assumed),
  }
}

export function placeOf(job: Job, condition: string | undefined): Admitted {
  return condition === undefined ? { job } : { job, if: condition }
}

function needsToken(job: Job): Change {
  return { change: 'needs-permission', job, scope: 'id-token', access: 'write' }
}

function removals({ logins, owners, registries, variable }: Sites): readonly Change[] {
  return [
    ...logins.flatMap((step) => switched(step, variable)),
    ...owners.flatMap((owner) => KEYS.filter((name) => owner.env.some((one) => one.name === name)).map((name) => ({ change: 'remove-variable', owner, name } as const))),
    ...registries.flatMap((step) => ['username', 'password'].map((name) => ({ change: 'remove-input', step, name } as const))),
  ]
}

const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const
/** Older majors run on versions of Node that runners do not have any more; with them the OIDC inputs are not sure to work. */
const OLDEST = 4

/** The login action takes the OIDC way only when no key is given: README of the action, "Assuming a role". */
function switched(step: Step, variable: string): readonly Change[] {
  const given = (name: string): boolean => step.with.some((input) => input.name === name)
  const major = step.uses?.version[0]
  return [
    ...['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'].filter(given).map((name) => ({ change: 'remove-input', step, name } as const)),
    ...(given('role-to-assume') ? [] : [{ change: 'set-input', step, name: 'role-to-assume', value: `\${{ vars.${variable} }}` } as const]),
    ...(major !== undefined && major < OLDEST ? [{ change: 'use-action', step, action: LOGIN } as const] : []),
  ]
}

/** A condition that asked for the key asks for the role from now on. */
function opened(gate: Flow, by: { readonly uses: readonly Use[]; readonly variable: string }): readonly Change[] {
  const secrets = unique(by.uses.map(({ flow }) => flow.secret))
  if (!secrets.includes(gate.secret)) return []
  const expression = gate.expression.replaceAll(/secrets\.(\w{1,256})|secrets\['(\w{1,256})'\]/gi, (text, dotted?: string, quoted?: string) => {
    return secrets.includes((dotted ?? quoted ?? '').toUpperCase()) ? `vars.${by.variable}` : text
  })
  return [{ change: 'replace-expression', flow: gate, expression }]
}

/**
 * The variable is named after the stored key's id, so that two keys never meet in one variable:
 * `AWS_ACCESS_KEY_ID` → `AWS_ROLE_ARN`, `PROD_AWS_ACCESS_KEY_ID` → `PROD_AWS_ROLE_ARN`.
 */
function variableFor(uses: readonly Use[]): string {
  const id = uses.find(({ flow }) => /id$/i.test(partOf(flow.to)))?.flow.secret ?? uses[0]?.flow.secret ?? 'AWS'
  const stem = id.replace(/_?(?:SECRET_)?(?:ACCESS_?KEY(?:_?ID)?|SECRET_?KEY|KEY_?ID|ACCESS_?ID|KEY|ID)(?=_|$)/, '\0')
  const named = stem.includes('\0') ? stem.replace('\0', '_ROLE_ARN') : `${stem}_ROLE_ARN`
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
