import { codeSpan } from '../../lib/code-span.ts'
import { KEEP } from '../../recipes/advice.ts'
import { openedGates } from '../../recipes/gates.ts'
import { insertLogin, needsToken, placeOf, type Trouble } from '../../recipes/login.ts'
import { baseName } from '../../recipes/names.ts'
import { commonTrouble, strayTrouble } from '../../recipes/trouble.ts'
import type { Admitted, Around, Change, Flow, Owner, Plan, Step, Use } from '../../workflow.ts'

const ACTION = 'hashicorp/vault-action'

/** Each secret by itself: gone everywhere in the file, or told why not. */
export function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  const secrets = [...new Set(uses.map(({ flow }) => flow.secret))]
  return secrets.map((secret) => planSecret(uses.filter(({ flow }) => flow.secret === secret), { around, secrets }))
}

interface Ready {
  readonly changes: readonly Change[]
  readonly places: readonly Admitted[]
}

type Made = Ready | Trouble

interface Scene {
  readonly around: Around
  readonly secrets: readonly string[]
}

const DROP = new Set(['TOKEN', 'SECRET', 'ID', 'APPROLE', 'ROLE', 'PASSWORD', 'PASS', 'AUTH', 'KEY', 'GITHUB', 'JWT', 'PRIVATE', 'CI'])

function planSecret(uses: readonly Use[], { around, secrets }: Scene): Plan {
  if (uses.every(isOwnServers)) return { state: 'advice', uses, reason: `Vault runs in the job itself: its token opens nothing else, and need not be a secret. ${KEEP}` }
  const trouble = strayTrouble(uses)
    ?? uses.map(troubleAt).find((why) => why !== undefined)
    ?? commonTrouble(uses, { around, thing: 'secret', act: 'log in', gates: 'opened' })
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const role = `${baseName(uses[0]?.flow.secret ?? '', { others: secrets, drop: DROP, fallback: 'VAULT' })}_ROLE`
  const steps = [...new Set(uses.flatMap(({ as, flow }) => (as === 'login' && flow.step !== undefined ? [flow.step] : [])))]
  const made = [...steps.map((step) => switched(step, role)), ...uses.filter(({ as }) => as === 'variable').flatMap(({ flow }) => exported(flow, role))]
  const stuck = made.find((one) => 'trouble' in one)
  if (stuck !== undefined) return { state: 'report', uses, reason: stuck.trouble }
  const ready = made.flatMap((one) => ('trouble' in one ? [] : [one]))
  return {
    state: 'rewrite',
    uses,
    reason: `Vault lends the job the role in ${codeSpan(`vars.${role}`)} for its OIDC token; the stored secret is not read any more.`,
    changes: [...ready.flatMap(({ changes }) => changes), ...openedGates(uses, { around, instead: `vars.${role}` })],
    grants: [{ identity: `vars.${role}`, variables: [{ name: role, holds: 'the name of the role of Vault\'s JWT method' }], places: ready.flatMap(({ places }) => places) }],
    assumed: ['Vault\'s JWT method is mounted at `jwt`, its default; where it is another path, add `path` to the step.'],
  }
}

/** A server that the job starts is where the job is. */
function isOwnServers({ flow: { step, job, workflow } }: Use): boolean {
  const settings = [...(step === undefined ? [] : [...step.env, ...step.with]), ...(job?.env ?? []), ...workflow.env]
  const address = settings.find(({ name }) => name === 'VAULT_ADDR' || name === 'url')
  return address !== undefined && /^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?:[:/]|$)/.test(address.value)
}

const GONE = ['token', 'roleId', 'secretId', 'githubToken', 'username', 'password', 'path', 'method'] as const

function switched(step: Step, role: string): Made {
  const given = new Map(step.with.map(({ name, value }) => [name, value]))
  if (['jwtPrivateKey', 'jwtKeyPassword', 'authPayload'].some((name) => given.has(name))) return { trouble: SIGNED }
  const url = given.get('url')
  if (url === undefined) return { trouble: 'The login does not tell Vault\'s address.' }
  const set = Object.entries(login(url, role)).filter(([name]) => name !== 'url')
  return {
    changes: [
      ...GONE.filter((name) => name !== 'method' && given.has(name)).map((name) => ({ change: 'remove-input', step, name } as const)),
      ...set.map(([name, value]) => ({ change: 'set-input', step, name, value } as const)),
      ...raised(step),
      needsToken(step.job),
    ],
    places: [placeOf(step.job, step.if)],
  }
}

const SIGNED = 'The job signs its own token for Vault with a stored key; a second mount of the JWT method, which trusts GitHub\'s issuer, needs none.'

/** The audience is Vault's own address: the default is shared by all repositories of the owner. */
function login(url: string, role: string): Readonly<Record<string, string>> {
  return { url, method: 'jwt', role: `\${{ vars.${role} }}`, jwtGithubAudience: url }
}

/** `jwtGithubAudience` came with version 2.4: its changelog. */
function raised(step: Step): readonly Change[] {
  const [major, minor] = step.uses?.version ?? []
  const old = major !== undefined && (major < 2 || (major === 2 && minor !== undefined && minor < 4))
  return old ? [{ change: 'use-action', step, action: ACTION }] : []
}

/** A token that the `vault` command reads from its environment: the action leaves one there. */
function exported(flow: Flow, role: string): readonly Made[] {
  const { to } = flow
  if (to.kind !== 'variable') return [{ trouble: 'Where the token goes is not understood.' }]
  if (to.mentions.length > 0) return [{ trouble: `${codeSpan(to.name)} is also passed on by name; what needs it there is not known.` }]
  const places = groupsOf(to.owner).map((steps) => steps.filter(runsVault)).filter((steps) => steps.length > 0)
  if (places.length === 0) return [{ trouble: READ }]
  const gone: Made = { changes: [{ change: 'remove-variable', owner: to.owner, name: to.name }], places: [] }
  return [gone, ...places.map((steps) => logIn(steps, role))]
}

const READ = 'A program reads the token by itself; `hashicorp/vault-action` with `method: jwt` and `exportToken: true` in front of it leaves a short-lived one in its place.'

function logIn(needing: readonly Step[], role: string): Made {
  const [first] = needing
  const levels = first === undefined ? [] : [first.env, first.job.env, first.job.workflow.env]
  const [address, namespace] = ['VAULT_ADDR', 'VAULT_NAMESPACE'].map((name) => levels.flatMap((env) => env.find((one) => one.name === name)?.value ?? [])[0])
  if (address === undefined) return { trouble: '`VAULT_ADDR` is not told in the workflow, so the login would not know Vault\'s address.' }
  const inputs = { ...login(address, role), ...(namespace === undefined ? {} : { namespace }), exportToken: 'true' }
  const made = insertLogin({ needing, step: { name: 'Log in to Vault', uses: ACTION, with: inputs } })
  return 'trouble' in made ? made : { changes: made.changes, places: [made.place] }
}

function groupsOf(owner: Owner): readonly (readonly Step[])[] {
  if (owner.level === 'step') return [[owner]]
  return owner.level === 'job' ? [owner.steps] : owner.jobs.map(({ steps }) => steps)
}

function runsVault({ commands }: Step): boolean {
  return commands.some(({ words, text }) => words[0] === 'vault' || /(?:\$\(|`)\s{0,9}vault\s/.test(text))
}

/** Why a use cannot be rewritten, whatever else there is. */
function troubleAt({ flow, as }: Use): string | undefined {
  const action = flow.step?.uses === undefined ? 'the program' : codeSpan(flow.step.uses.name)
  if (as === 'command') return 'A command logs in to Vault with the secret; `hashicorp/vault-action` with `method: jwt` and `exportToken: true` does it without.'
  return as === 'input' || as === 'named' ? `What ${action} does with the secret is not known; \`${ACTION}\` with \`method: jwt\` gets a short-lived token.` : undefined
}
