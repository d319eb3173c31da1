import { codeSpan } from '../../lib/code-span.ts'
import { exchangeToken } from '../../recipes/exchange.ts'
import { baseName } from '../../recipes/names.ts'
import { mayRead } from '../../recipes/readers.ts'
import { commonTrouble } from '../../recipes/trouble.ts'
import type { Around, Change, Flow, Plan, Step, Use } from '../../workflow.ts'

const ACTION = 'cloudsmith-io/cloudsmith-cli-action'

/** The variable that its CLI and package managers read, and the password of a login to its registry. */
export function isExchanged({ to }: Flow): boolean {
  if (to.kind === 'variable') return to.name === 'CLOUDSMITH_API_KEY'
  return to.kind === 'input' && to.step.uses?.name === 'docker/login-action' && to.name === 'password' && isRegistry(to.step)
}

function isRegistry(step: Step): boolean {
  return step.with.some(({ name, value }) => name === 'registry' && /^(?:https:\/\/)?docker\.cloudsmith\.io/.test(value))
}

interface Scene {
  readonly around: Around
  /** Where the same key goes otherwise. */
  readonly others: readonly Use[]
}

/** The service account's token in place of the key, for the steps that are given it. */
export function exchanged(uses: readonly Use[], { around, others }: Scene): Plan {
  const secret = uses[0]?.flow.secret ?? ''
  const left = others.find(({ flow }) => flow.secret === secret)
  const staying = left === undefined ? undefined : `${codeSpan(secret)} is used on line ${left.flow.line} too, where the short-lived key does not reach; change both together.`
  const base = baseName(secret, { others: [], drop: new Set(['API', 'KEY', 'TOKEN']), fallback: 'CLOUDSMITH' })
  const names = [`${base}_NAMESPACE`, `${base}_SERVICE_SLUG`] as const
  const trouble = commonTrouble(uses, { around, thing: 'key', act: 'log in' }) ?? staying
  const made = trouble === undefined ? exchangeToken({ uses, reads, login: login(names), output: 'oidc-token' }) : { trouble }
  if ('trouble' in made) return { state: 'report', uses, reason: made.trouble }
  return {
    state: 'rewrite',
    uses,
    reason: 'A service account\'s short-lived token takes the place of the stored API key, which is not read any more.',
    changes: [...made.changes, ...uses.flatMap(({ flow }) => userOf(flow))],
    grants: [{
      identity: `vars.${names[0]}`,
      variables: [{ name: names[0], holds: 'the organization at Cloudsmith' }, { name: names[1], holds: 'the slug of the service account' }],
      places: made.places,
    }],
    assumed: ['The action puts the newest Cloudsmith CLI on the path; a job that installs an older one behind it keeps that.'],
  }
}

function login([namespace, slug]: readonly [string, string]): { readonly name: string; readonly id: string; readonly uses: string; readonly with: Readonly<Record<string, string>> } {
  const inputs = { 'oidc-namespace': `\${{ vars.${namespace} }}`, 'oidc-service-slug': `\${{ vars.${slug} }}`, 'export-auth-token': 'true' }
  return { name: 'Log in to Cloudsmith', id: 'cloudsmith', uses: ACTION, with: inputs }
}

/** With a token the user's name is always this one: docs.cloudsmith.com/authentication/openid-connect */
function userOf({ to }: Flow): readonly Change[] {
  return to.kind === 'input' ? [{ change: 'set-input', step: to.step, name: 'username', value: 'token' }] : []
}

function reads(step: Step, name: string): boolean {
  if (step.uses === undefined) return mayRead(step) || (step.run ?? '').includes(name)
  return [...step.with, ...step.env].some(({ value }) => value.includes(name))
}
