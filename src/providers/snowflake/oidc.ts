// A stored password or key pair → workload identity: README of snowflakedb/snowflake-cli-action, "Use WIF OIDC authentication"
import { codeSpan } from '../../lib/code-span.ts'
import { arrives, seemsTo, type Arrival } from '../../recipes/arrival.ts'
import { needsToken, placeOf } from '../../recipes/login.ts'
import { NO_TOKEN } from '../../recipes/no-token.ts'
import { mayRead } from '../../recipes/readers.ts'
import { isSetting } from '../../recipes/setting.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Around, Change, Flow, Migration, Owner, Plan, Step, Use } from '../../workflow.ts'
import { retire, trust } from './oidc-trust.ts'

export const workloadIdentity: Migration = { id: 'snowflake/workload-identity', title: 'Reach Snowflake by workload identity instead of a stored password or key', consumes, plan, trust, failures: [NO_TOKEN], retire }

const SECRETS = /^SNOWFLAKE_(?:PASSWORD|PRIVATE_KEY_RAW|PRIVATE_KEY_PASSPHRASE)$|^PRIVATE_KEY_PASSPHRASE$/
/** What stands for the old login and would outvote the new one. */
const OLD = /^SNOWFLAKE_(?:USER|AUTHENTICATOR)$/
const SETUP = /^snowflakedb\/snowflake-(?:cli-action|actions)$/

const ELSEWHERE: Arrival = {
  variables: /^(?:DBT_(?:ENV_SECRET_)?)?(?:SNOWFLAKE|SNOWSQL|SNOWFLAKE_CONNECTIONS_\w{1,40})_(?:\w{1,40}_)?(?:PASSWORD|PWD|PRIVATE_KEY\w{0,20}|PASSPHRASE|TOKEN|PASS)$|^SNOWSQL_PWD$/,
  inputs: { 'snowflakedb/*': 'password private-key', 'littlek3i/snowsql-action': 'snowsql_pwd' },
  commands: /\bsnowsql\s|\bsnow\s|snowflakecomputing\.com|\bschemachange\s/,
  names: 'SNOWFLAKE SNOWSQL',
}

function consumes(flow: Flow): Use | undefined {
  if (flow.to.kind === 'variable' && SECRETS.test(flow.to.name) && (flow.to.name.startsWith('SNOWFLAKE') || setupIn(flow.to.owner) !== undefined)) return { flow, as: 'variable' }
  if (arrives(flow, ELSEWHERE)) return { flow, as: 'other' }
  return seemsTo(flow, ELSEWHERE) && !isSetting(flow) ? { flow, as: 'other', sure: 'named' } : undefined
}

/** The action that installs the CLI, in the job of a step or in the job itself. */
function setupIn(owner: Owner): Step | undefined {
  const job = owner.level === 'step' ? owner.job : owner.level === 'job' ? owner : undefined
  return job?.steps.find(({ uses }) => SETUP.test(uses?.name ?? ''))
}

/** Halves of one credential stand in the same variables. */
function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  const variables = Map.groupBy(uses.filter(({ as }) => as === 'variable'), ({ flow: { to } }) => (to.kind === 'variable' ? to.owner : undefined))
  const others = uses.filter(({ as }) => as === 'other')
  const reports = others.length === 0 ? [] : [{ state: 'report', uses: others, reason: OTHER } as const]
  return [...reports, ...[...variables].map(([owner, own]) => (owner === undefined ? { state: 'report', uses: own, reason: OTHER } as const : planOwner(owner, { own, around })))]
}

const OTHER = 'Snowflake takes GitHub\'s OIDC token of a service user (workload identity): `snowflakedb/snowflake-cli-action` with `use-oidc: true` for its CLI 3.11 and newer; connectors and dbt must be '
  + 'new enough too. What takes this secret is not known to be.'

function planOwner(owner: Owner, { own, around }: { readonly own: readonly Use[]; readonly around: Around }): Plan {
  const trouble = commonTrouble(own, { around, thing: 'password or key', act: 'log in' })
  const found = trouble === undefined ? sceneOf(owner) : { trouble }
  if ('trouble' in found) return { state: 'report', uses: own, reason: found.trouble }
  const { setup, reader } = found
  const gone = owner.env.filter(({ name }) => SECRETS.test(name) || OLD.test(name)).map(({ name }) => ({ change: 'remove-variable', owner, name } as const))
  const oidc: readonly Change[] = [{ change: 'set-input', step: setup, name: 'use-oidc', value: 'true' }, needsToken(setup.job)]
  return {
    state: 'rewrite',
    uses: own,
    reason: 'The CLI logs in as a service user with GitHub\'s OIDC token; the stored password or key is not read any more.',
    changes: [...gone, ...oidc],
    grants: [{ identity: 'the service user', variables: [], places: [placeOf(setup.job, reader.if)] }],
    assumed: ['The service user has the role and the warehouse that the job needs.'],
  }
}

interface Found {
  readonly setup: Step
  readonly reader: Step
}

/** GitHub's token, which is the login itself, lives five minutes: one step of the CLI, right behind the action that fetches it. */
function sceneOf(owner: Owner): Found | { readonly trouble: string } {
  const setup = setupIn(owner)
  if (setup === undefined || owner.level === 'workflow') return { trouble: OTHER }
  const behind = setup.job.steps.filter((step) => step.index > setup.index && (mayRead(step) || step.uses !== undefined))
  const [reader, ...more] = behind
  if (reader === undefined || !reader.commands.some(isTemporary) || !onlyCli(reader)) return { trouble: OTHER }
  if (owner.level === 'step' && owner !== reader) return { trouble: OTHER }
  if (more.some((step) => step.commands.some(({ words }) => words[0] === 'snow'))) return { trouble: LATE }
  const [major = 9] = setup.uses?.version ?? []
  if (major < 2) return { trouble: `${codeSpan(`${setup.uses?.name ?? ''}@${setup.uses?.ref ?? ''}`)} knows no OIDC; raise it to version 2 first.` }
  const [cliMajor = 9, cliMinor = 99] = (setup.with.find(({ name }) => name === 'cli-version')?.value ?? '9.99').split('.').map(Number)
  return cliMajor < 3 || (cliMajor === 3 && cliMinor < 11) ? { trouble: 'The `cli-version` of the step knows no OIDC; raise it to 3.11 or newer first.' } : { setup, reader }
}

const LATE = 'Several steps use the CLI: with OIDC it logs in with GitHub\'s own token, which lives five minutes. Put them into one step behind the action, or set the action up anew before each.'

function isTemporary({ words, text }: { readonly words: readonly string[]; readonly text: string }): boolean {
  return words[0] === 'snow' && /\s(?:-x|--temporary-connection)\b/.test(text)
}

function onlyCli(step: Step): boolean {
  return step.commands.every((command) => command.words[0] === 'snow' || !mayRead({ ...step, commands: [command] }))
    && step.commands.filter(({ words }) => words[0] === 'snow').every(isTemporary)
}
