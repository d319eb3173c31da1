import { codeSpan } from '../../lib/code-span.ts'
import { hiddenReader } from '../../recipes/hidden-readers.ts'
import { freshId, insertLogin, needsToken, placeOf, type Trouble } from '../../recipes/login.ts'
import type { Admitted, Change, Flow, Job, Owner, Step, Use } from '../../workflow.ts'
import { isLoggedIn, withoutCredentials } from './oidc-raised.ts'
import { asksForOld, FEDERATED } from './oidc-sdk.ts'
import { withoutKey } from './oidc-shell.ts'

const LOGIN = 'google-github-actions/auth'
const SETUP = 'google-github-actions/setup-gcloud'

export interface Login {
  readonly changes: readonly Change[]
  readonly places: readonly Admitted[]
  /** New steps that leave a credentials file in the workspace: their first readers. */
  readonly files: readonly Step[]
}

type Made = Login | Trouble

/** The changes that take one key out of a file; `base` names the two variables. */
export function loginChanges(uses: readonly Use[], base: string): Made {
  const made = [
    ...stepsOf(uses, 'login').map((step) => switched(step, base)),
    ...stepsOf(uses, 'gcloud').map((step) => setUp(step, base)),
    ...raisedSteps(uses, base),
    ...stepsOf(uses, 'registry').map((step) => registry(step, base)),
    ...stepsOf(uses, 'play').map((step) => play(step, base)),
    ...uses.filter(({ as }) => as === 'docker').map(({ flow }) => docker(flow, base)),
    ...uses.filter(({ as }) => as === 'shell').map(({ flow }) => shell(flow, base)),
    ...uses.filter(({ as }) => as === 'tool').flatMap(({ flow }) => tool(flow, base)),
  ]
  const trouble = made.find((one) => 'trouble' in one)
  if (trouble !== undefined) return trouble
  const ready = made.flatMap((one) => ('trouble' in one ? [] : [one]))
  return { changes: ready.flatMap((one) => one.changes), places: ready.flatMap((one) => one.places), files: ready.flatMap((one) => one.files) }
}

function stepsOf(uses: readonly Use[], wanted: string): readonly Step[] {
  return [...new Set(uses.flatMap(({ as, flow }) => (as === wanted && flow.step !== undefined ? [flow.step] : [])))]
}

function identity(base: string): { readonly workload_identity_provider: string; readonly service_account: string } {
  return { workload_identity_provider: `\${{ vars.${base}_WORKLOAD_IDENTITY_PROVIDER }}`, service_account: `\${{ vars.${base}_SERVICE_ACCOUNT }}` }
}

function switched(step: Step, base: string): Made {
  const major = step.uses?.version[0]
  const given = Object.entries(identity(base)).map(([name, value]) => ({ change: 'set-input', step, name, value } as const))
  return {
    changes: [
      { change: 'remove-input', step, name: 'credentials_json' },
      ...given,
      // Version 0 differs in its outputs' defaults; from 1 on the inputs are the same in both ways.
      ...(major === 0 ? [{ change: 'use-action', step, action: LOGIN } as const] : []),
      needsToken(step.job),
    ],
    places: [placeOf(step.job, step.if)],
    files: [],
  }
}

interface Asked {
  readonly base: string
  readonly id?: string
  readonly more?: Readonly<Record<string, string>>
}

function loginBefore(needing: readonly Step[], { base, id, more = {} }: Asked): Made {
  const made = insertLogin({ needing, step: { name: 'Log in to Google Cloud', ...(id === undefined ? {} : { id }), uses: LOGIN, with: { ...identity(base), ...more } } })
  return 'trouble' in made ? made : { changes: made.changes, places: [made.place], files: more['create_credentials_file'] === 'false' ? [] : needing.slice(0, 1) }
}

/** One login serves all steps of a job that find it. */
function raisedSteps(uses: readonly Use[], base: string): readonly Made[] {
  const raised = stepsOf(uses, 'raised')
  const others = [...stepsOf(uses, 'login'), ...stepsOf(uses, 'gcloud'), ...raised]
  return raised.map((step) => {
    const changes = withoutCredentials(step)
    return isLoggedIn(step, others) ? { changes, places: [], files: [] } : more(loginBefore([step], { base }), changes)
  })
}

/** setup-gcloud logged in by itself until its version 1: github.com/google-github-actions/setup-gcloud, release v1.0.0. */
function setUp(step: Step, base: string): Made {
  const gone = step.with.filter(({ name }) => /^(?:service_account_key|service_account_email|export_default_credentials|credentials_file_path)$/.test(name))
  const removed = gone.map(({ name }) => ({ change: 'remove-input', step, name } as const))
  const raised = (step.uses?.version[0] ?? 0) < 1 ? [{ change: 'use-action', step, action: SETUP } as const] : []
  const renewed = asksForOld(step) ? [{ change: 'set-input', step, name: 'version', value: `>= ${FEDERATED}.0.0` } as const] : []
  return more(loginBefore([step], { base }), [...removed, ...raised, ...renewed])
}

function more(made: Made, changes: readonly Change[]): Made {
  return 'trouble' in made ? made : { ...made, changes: [...changes, ...made.changes] }
}

const TOKEN = { token_format: 'access_token', create_credentials_file: 'false' } as const

/** A registry takes an access token as a password: cloud.google.com/artifact-registry/docs/docker/authentication#token */
function registry(step: Step, base: string): Made {
  const id = freshId(step.job, 'google-auth')
  return more(loginBefore([step], { base, id, more: TOKEN }), [
    { change: 'set-input', step, name: 'username', value: 'oauth2accesstoken' },
    { change: 'set-input', step, name: 'password', value: accessToken(id) },
  ])
}

function accessToken(id: string): string {
  return `\${{ steps.${id}.outputs.access_token }}`
}

/** github.com/r0adkll/upload-google-play: `serviceAccountJson` is the file's place. */
function play(step: Step, base: string): Made {
  const id = freshId(step.job, 'google-auth')
  return more(loginBefore([step], { base, id }), [
    { change: 'remove-input', step, name: 'serviceAccountJsonPlainText' },
    { change: 'set-input', step, name: 'serviceAccountJson', value: `\${{ steps.${id}.outputs.credentials_file_path }}` },
  ])
}

/** `echo KEY | docker login -u _json_key --password-stdin` */
function docker(flow: Flow, base: string): Made {
  const { to } = flow
  const owner = to.kind === 'variable' ? to.owner : flow.step
  const [step, ...others] = owner === undefined ? [] : loggingIn(owner)
  if (step === undefined || others.length > 0) return { trouble: 'Several steps log in to the registry with the key; let each use `docker/login-action` with an access token.' }
  const users = ['_json_key_base64', '_json_key'].filter((user) => new RegExp(`${user}(?!\\w)`).test(step.run ?? ''))
  if (users.length !== 1 || /base64/.test((step.run ?? '').replaceAll('_json_key_base64', ''))) {
    return { trouble: 'The key is decoded on its way into the login; log in with an access token of `google-github-actions/auth` instead.' }
  }
  const id = freshId(step.job, 'google-auth')
  const user = { change: 'replace-text', step, from: users[0] ?? '', to: 'oauth2accesstoken' } as const
  return more(loginBefore([step], { base, id, more: TOKEN }), [user, ...tokenFor(flow, { step, id })])
}

function loggingIn(owner: Owner): readonly Step[] {
  if (owner.level === 'step') return [owner]
  const steps = owner.level === 'job' ? owner.steps : owner.jobs.flatMap((job) => job.steps)
  return steps.filter((step) => /_json_key/.test(step.run ?? ''))
}

/** Outputs of steps are known in steps alone, so a variable of a job moves into the step. */
function tokenFor(flow: Flow, { step, id }: { readonly step: Step; readonly id: string }): readonly Change[] {
  const { to } = flow
  if (to.kind !== 'variable' || to.owner === step) return [{ change: 'replace-expression', flow, expression: accessToken(id) }]
  return [{ change: 'remove-variable', owner: to.owner, name: to.name }, { change: 'set-variable', owner: step, name: to.name, value: accessToken(id) }]
}

function shell(flow: Flow, base: string): Made {
  const gone = withoutKey(flow)
  return 'trouble' in gone ? gone : more(loginBefore([gone.before], { base }), gone.changes)
}

/** Terraform and its kin look for application default credentials where no key is given. */
function tool(flow: Flow, base: string): readonly Made[] {
  const { to } = flow
  if (to.kind !== 'variable') return []
  if (to.mentions.some((mention) => mention.in !== 'command')) return [{ trouble: `${codeSpan(to.name)} is passed on; what reads it there is not known.` }]
  const { owner } = to
  const hidden = hiddenReader(owner, { name: to.name, known: runsTool })
  if (hidden !== undefined) return [{ trouble: hidden }]
  const gone = { change: 'remove-variable', owner, name: to.name } as const
  const jobs: readonly Job[] = owner.level === 'workflow' ? owner.jobs : [owner.level === 'job' ? owner : owner.job]
  const scopes = owner.level === 'step' ? [[owner]] : jobs.map(({ steps }) => steps)
  const made = scopes.map((steps) => steps.filter(runsTool)).filter((steps) => steps.length > 0).map((steps) => toolLogin(steps, base))
  return made.length === 0 ? [{ trouble: `No step was found that runs Terraform or Pulumi with ${codeSpan(to.name)}.` }] : [{ changes: [gone], places: [], files: [] }, ...made]
}

function toolLogin(steps: readonly Step[], base: string): Made {
  const foreign = steps.find(({ uses }) => uses !== undefined && !ON_THE_RUNNER.test(uses.name))
  if (foreign !== undefined) return { trouble: `${codeSpan(foreign.uses?.name ?? '')} runs in a container of its own, which may not see the login's credentials file.` }
  return loginBefore(steps, { base })
}

const ON_THE_RUNNER = /^(?:pulumi\/actions|hashicorp\/|\.\/|autero1\/action-terragrunt|open-?tofu\/)/

function runsTool(step: Step): boolean {
  if (step.uses !== undefined) return /^pulumi\/actions|terraform-|terragrunt-action|tofu-/.test(step.uses.name) && !step.uses.name.startsWith('hashicorp/setup-')
  return step.commands.some(({ words, text }) => /^(?:terraform|tofu|terragrunt|pulumi|packer)$/.test(words[0] ?? '') || /(?:\$\(|`)\s{0,9}(?:terraform|tofu|terragrunt|pulumi)\s/.test(text))
}
