// A stored access token of Pulumi Cloud → an OIDC issuer: pulumi.com/docs/administration/guides/oidc-issuers/github
import { codeSpan } from '../../lib/code-span.ts'
import { exchangeToken } from '../../recipes/exchange.ts'
import { baseName } from '../../recipes/names.ts'
import { NO_TOKEN } from '../../recipes/no-token.ts'
import { mayRead } from '../../recipes/readers.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Around, Flow, Migration, Plan, Step, Use } from '../../workflow.ts'
import { retire, trust } from './oidc-trust.ts'

export const accessToken: Migration = {
  id: 'pulumi/oidc',
  title: 'Log in to Pulumi Cloud by OIDC instead of a stored access token',
  consumes,
  plan,
  trust,
  failures: [NO_TOKEN],
  retire,
}

const AUTH = 'pulumi/auth-actions'
const NAME = /^PULUMI_(?:\w{1,40}_)?TOKEN$/

/** `variable` can be rewritten; the others say where else a token goes. */
function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as !== undefined) return { flow, as }
  return /(?:^|_)PULUMI_(?:\w{1,40}_)?TOKEN(?:_|$)/.test(flow.secret) && flow.to.kind !== 'elsewhere' ? { flow, as: 'named', sure: 'named' } : undefined
}

function roleOf({ to, expression }: Flow): string | undefined {
  switch (to.kind) {
    case 'variable':
      return to.name === 'PULUMI_ACCESS_TOKEN' ? 'variable' : undefined
    case 'input':
      return /^pulumi[-_](?:access[-_])?token$/i.test(to.name) ? 'input' : undefined
    case 'command':
      return (to.step.run ?? '').split('\n').some((line) => line.includes(expression) && /PULUMI_ACCESS_TOKEN=|\bpulumi\s/.test(line)) ? 'command' : undefined
    case 'container':
      return to.field.endsWith('.PULUMI_ACCESS_TOKEN') ? 'container' : undefined
    case 'call':
      return NAME.test(to.name.toUpperCase().replaceAll('-', '_')) ? 'call' : undefined
    case 'elsewhere':
      break
  }
  return undefined
}

function plan(uses: readonly Use[], around: Around): readonly Plan[] {
  return [...Map.groupBy(uses, ({ flow }) => flow.secret)].map(([secret, own]) => planToken(own, { around, secret }))
}

interface Scene {
  readonly around: Around
  readonly secret: string
}

function planToken(uses: readonly Use[], { around, secret }: Scene): Plan {
  const trouble = commonTrouble(uses, { around, thing: 'token', act: 'log in' }) ?? troubleWith(uses)
  if (trouble !== undefined) return { state: 'report', uses, reason: trouble }
  const base = baseName(secret, { others: [], drop: new Set(['ACCESS', 'TOKEN', 'API', 'KEY']), fallback: 'PULUMI' })
  const variable = `${base}_ORGANIZATION`
  const made = exchangeToken({ uses, reads, login: login(variable), output: 'pulumi-access-token' })
  if ('trouble' in made) return { state: 'report', uses, reason: made.trouble }
  return {
    state: 'rewrite',
    uses,
    reason: 'Pulumi Cloud exchanges the job\'s OIDC token for an access token of the organization that ends by itself; the stored one is not read any more.',
    changes: made.changes,
    grants: [{ identity: `vars.${variable}`, variables: [{ name: variable, holds: 'the name of the organization at Pulumi Cloud' }], places: made.places }],
    assumed: ['An organization\'s token is enough for what the job does (Team edition and higher); else ask for a team\'s or a person\'s with `requested-token-type` and `scope`.'],
  }
}

function login(variable: string): { readonly name: string; readonly id: string; readonly uses: string; readonly with: Readonly<Record<string, string>> } {
  const inputs = { organization: `\${{ vars.${variable} }}`, 'requested-token-type': 'urn:pulumi:token-type:access_token:organization', 'export-environment-variables': 'false' }
  return { name: 'Log in to Pulumi Cloud', id: 'pulumi-auth', uses: AUTH, with: inputs }
}

/** The steps that use a token of the whole job: Pulumi's own actions, and scripts that may run its CLI. */
function reads(step: Step, name: string): boolean {
  if (step.uses === undefined) return mayRead(step)
  return step.uses.name.startsWith('pulumi/') || [...step.with, ...step.env].some(({ value }) => value.includes(name))
}

function troubleWith(uses: readonly Use[]): string | undefined {
  const other = uses.find(({ as }) => as !== 'variable')
  if (other?.as === 'named') return 'Pulumi Cloud takes GitHub\'s OIDC token; what uses this token is not known to be Pulumi\'s own action or CLI.'
  if (other !== undefined) return `The token is given to ${other.as === 'input' ? 'an action' : 'a command'} in another way than \`PULUMI_ACCESS_TOKEN\`; let it read that variable first.`
  const logged = uses.find(({ flow }) => flow.job?.steps.some((step) => step.uses?.name === AUTH))
  return logged === undefined ? undefined : `Job ${codeSpan(logged.flow.job?.id ?? '')} logs in to Pulumi Cloud by OIDC already; take the stored token out of it.`
}
