// A stored token or password of the JFrog Platform → an OIDC integration: github.com/jfrog/setup-jfrog-cli, "Connecting to JFrog using OIDC"
import { codeSpan } from '../../lib/code-span.ts'
import { arrives, seemsTo, type Arrival } from '../../recipes/arrival.ts'
import { freshId, insertLogin, needsToken, placeOf } from '../../recipes/login.ts'
import { isSetting } from '../../recipes/setting.ts'
import { commonTrouble, placeNamed } from '../../recipes/trouble.ts'
import type { Admitted, Around, Change, Flow, Migration, NewStep, Plan, Step, Use } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { AUDIENCE, retire, trust } from './oidc-trust.ts'

export const oidc: Migration = { id: 'jfrog/oidc', title: 'Log in to JFrog by OIDC instead of a stored token', consumes, plan, trust, failures, retire }

const SETUP = 'jfrog/setup-jfrog-cli'
const IN_SETUP = /^JF_(?:ACCESS_TOKEN|PASSWORD)$/
const LOGIN = 'docker/login-action'

const ELSEWHERE: Arrival = {
  variables: /^(?:JF|JFROG|ARTIFACTORY)_(?!SMTP_)(?:\w{1,40}_)?(?:TOKEN|PASSWORD|API_?KEY|KEY|PSW|ENV_\d)$|^JF_ENV_\w{1,20}$/,
  commands: /\.jfrog\.io|\bjf\s+(?:c|config)\s|\bjfrog\s|artifactory/i,
  image: /\.jfrog\.io(?:\/|$)/,
  names: 'JFROG ARTIFACTORY JF_ACCESS JF_PASSWORD JF_TOKEN',
}

/** Tokens of package managers, where the job names an Artifactory. */
const PACKAGES: Arrival = {
  variables: /^(?:NODE_AUTH_TOKEN|NPM_(?:AUTH_)?TOKEN|TWINE_PASSWORD|UV_(?:PUBLISH|INDEX\w{0,40})_(?:TOKEN|PASSWORD)|(?:MAVEN|GRADLE)_(?:REPO_)?PASSWORD|NUGET_(?:AUTH_TOKEN|API_KEY))$/,
  beside: /\.jfrog\.io|\/artifactory\//,
}

/** `setup` and `registry` can be rewritten; `other` says that it cannot. */
function consumes(flow: Flow): Use | undefined {
  const { to } = flow
  if (to.kind === 'variable' && to.owner.level === 'step' && to.owner.uses?.name === SETUP && IN_SETUP.test(to.name)) return { flow, as: 'setup' }
  if (to.kind === 'input' && to.step.uses?.name === LOGIN && to.name === 'password' && registryOf(to.step) !== undefined) return { flow, as: 'registry' }
  if (arrives(flow, ELSEWHERE)) return { flow, as: 'other' }
  return arrives(flow, PACKAGES) || (seemsTo(flow, ELSEWHERE) && !isSetting(flow)) ? { flow, as: 'other', sure: 'named' } : undefined
}

/** A registry whose address is written out: `acme.jfrog.io`, with or without a path behind it. */
function registryOf(step: Step): string | undefined {
  return /^(?:https:\/\/)?([\w-]{1,100}\.jfrog\.io)(?:\/|$)/.exec(step.with.find(({ name }) => name === 'registry')?.value ?? '')?.[1]
}

function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  const others = uses.filter(({ as }) => as === 'other')
  const steps = Map.groupBy(uses.filter(({ as }) => as !== 'other'), ({ flow }) => flow.step)
  const reports = others.length === 0 ? [] : [{ state: 'report', uses: others, reason: OTHER } as const]
  return [...reports, ...[...steps].map(([step, own]) => (step === undefined ? { state: 'report', uses: own, reason: OTHER } as const : planStep(step, { own, others, around })))]
}

const OTHER = 'JFrog takes GitHub\'s OIDC token: `jfrog/setup-jfrog-cli` with `oidc-provider-name` configures its CLI, and its outputs `oidc-user` and `oidc-token` log in what speaks to Artifactory itself. '
  + 'How this secret gets there is not plain enough to change it.'

interface Scene {
  readonly own: readonly Use[]
  readonly others: readonly Use[]
  readonly around: Around
}

function planStep(step: Step, { own, others, around }: Scene): Plan {
  const left = others.find(({ flow }) => own.some((use) => use.flow.secret === flow.secret))?.flow
  const staying = left === undefined ? undefined : `${codeSpan(left.secret)} also goes to ${placeNamed(left.to)} (line ${left.line}), which needs the stored token.`
  const trouble = commonTrouble(own, { around, thing: 'token', act: 'log in' }) ?? staying ?? versionTrouble(step)
  if (trouble !== undefined) return { state: 'report', uses: own, reason: trouble }
  const made = step.uses?.name === SETUP ? setupChanges(step) : loginChanges(step)
  if ('trouble' in made) return { state: 'report', uses: own, reason: made.trouble }
  return {
    state: 'rewrite',
    uses: own,
    reason: 'JFrog exchanges the job\'s OIDC token under an identity mapping; the stored token is not read any more.',
    changes: made.changes,
    grants: [{ identity: `vars.${PROVIDER}`, variables: [{ name: PROVIDER, holds: 'the provider name of the OIDC integration' }], places: [made.place] }],
    assumed: [],
  }
}

const PROVIDER = 'JFROG_OIDC_PROVIDER'
const INPUTS = { 'oidc-provider-name': `\${{ vars.${PROVIDER} }}`, 'oidc-audience': AUDIENCE } as const

/** OIDC came with 3.5; before version 3 the inputs were others. */
function versionTrouble({ uses }: Step): string | undefined {
  const [major = 9] = uses?.name === SETUP ? (uses.version) : []
  return major < 3 ? `${codeSpan(`${SETUP}@${uses?.ref ?? ''}`)} knows no OIDC; raise it to version 4 or newer first.` : undefined
}

interface Made {
  readonly changes: readonly Change[]
  readonly place: Admitted
}

function setupChanges(step: Step): Made {
  const [major = 9, minor = 9] = step.uses?.version ?? []
  const gone = step.env.filter(({ name }) => IN_SETUP.test(name) || name === 'JF_USER').map(({ name }) => ({ change: 'remove-variable', owner: step, name } as const))
  const inputs = Object.entries(INPUTS).map(([name, value]) => ({ change: 'set-input', step, name, value } as const))
  const raised = major === 3 && minor < 5 ? [{ change: 'use-action', step, action: SETUP } as const] : []
  return { changes: [...gone, ...inputs, ...raised, needsToken(step.job)], place: placeOf(step.job, step.if) }
}

/** The CLI's login gives the user and the token that the registry takes; one that the job has already does too. */
function loginChanges(step: Step): Made | { readonly trouble: string } {
  const before = step.job.steps.find((one) => one.uses?.name === SETUP && one.index < step.index && one.with.some(({ name }) => name === 'oidc-provider-name'))
  if (before?.id !== undefined) return { changes: [...credentials(step, before.id), needsToken(step.job)], place: placeOf(step.job, step.if) }
  const id = freshId(step.job, 'jfrog')
  const login: Omit<NewStep, 'if'> = { name: 'Log in to JFrog', id, uses: SETUP, with: INPUTS, env: { JF_URL: `https://${registryOf(step) ?? ''}` } }
  const made = insertLogin({ needing: [step], step: login })
  return 'trouble' in made ? made : { changes: [...made.changes, ...credentials(step, id)], place: made.place }
}

function credentials(step: Step, id: string): readonly Change[] {
  return [
    { change: 'set-input', step, name: 'username', value: `\${{ steps.${id}.outputs.oidc-user }}` },
    { change: 'set-input', step, name: 'password', value: `\${{ steps.${id}.outputs.oidc-token }}` },
  ]
}
