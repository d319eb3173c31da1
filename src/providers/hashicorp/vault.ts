// A stored Vault token, or what one is got with → a role of Vault's JWT method, for the job's OIDC token.
// developer.hashicorp.com/vault/docs/auth/jwt, github.com/hashicorp/vault-action#jwt-with-github-oidc-tokens
import { linesWith } from '../../recipes/registry.ts'
import type { Flow, Migration, Use } from '../../workflow.ts'
import { failures } from './vault-failures.ts'
import { plan } from './vault-plan.ts'
import { retire, trust } from './vault-trust.ts'

export const vaultRole: Migration = {
  id: 'hashicorp/vault-role',
  title: 'Log in to Vault with the job\'s OIDC token instead of a stored secret',
  consumes,
  plan,
  trust,
  failures,
  retire,
}

/** What vault-action takes that is secret; the names beside it (`roleId`, `username`) are not. */
const INPUTS = new Set(['token', 'secretId', 'githubToken', 'password', 'jwtPrivateKey', 'jwtKeyPassword', 'authPayload'])
const NAMED = /^(?:\w{1,60}_)?VAULT_(?:\w{1,40}_)?(?:TOKEN|SECRET_ID)$/

/** `login` and `variable` can be rewritten; the others say where else a secret goes. */
function consumes(flow: Flow): Use | undefined {
  const as = roleOf(flow)
  if (as === undefined) return undefined
  return as === 'named' ? { flow, as, sure: 'named' } : { flow, as }
}

/** Commands that log in with what they are given, or hand a token to Vault's API: developer.hashicorp.com/vault/api-docs#authentication */
const COMMAND = /\bvault\s.{0,80}(?:login|write\s.{0,80}auth\/)|VAULT_TOKEN=|X-Vault-Token/i

function roleOf(flow: Flow): string | undefined {
  const { to } = flow
  switch (to.kind) {
    case 'input':
      if (to.step.uses?.name === 'hashicorp/vault-action') return INPUTS.has(to.name) ? 'login' : undefined
      return /^vault[-_]?token$/i.test(to.name) ? 'input' : undefined
    case 'variable':
      if (to.name === 'VAULT_TOKEN') return 'variable'
      return NAMED.test(to.name) && !to.mentions.some((mention) => mention.in === 'input') ? 'named' : undefined
    case 'command':
      return linesWith(to.step, flow.expression).some((line) => COMMAND.test(line)) ? 'command' : undefined
    case 'call':
      return /^vault[-_](?:token|secret[-_]id)$/i.test(to.name) ? 'call' : undefined
    case 'container':
    case 'elsewhere':
      break
  }
  return undefined
}
