import { codeSpan } from '../../lib/code-span.ts'
import type { Admission, RepoFacts, Trust } from '../../workflow.ts'

const ISSUER = 'https://token.actions.githubusercontent.com'

/** A role of the JWT method. developer.hashicorp.com/vault/api-docs/auth/jwt#create-update-role */
export interface Role {
  readonly role_type: 'jwt'
  readonly user_claim: string
  readonly bound_audiences: readonly string[]
  readonly bound_claims_type: 'string' | 'glob'
  readonly bound_claims: Readonly<Record<string, readonly string[]>>
  readonly token_policies: readonly string[]
  readonly token_ttl: string
  readonly token_max_ttl: string
}

/** Claims by value: the subject and the repository's id; globs only where a subject is a pattern. */
export function trust(admission: Admission, facts: RepoFacts): Trust {
  const role = roleOf(admission, facts)
  const name = roleName(facts)
  return {
    title: `The role in ${codeSpan(admission.identity)}`,
    steps: [
      'If Vault\'s JWT method does not trust GitHub yet, mount and configure it (once).',
      `Create the role below with the policies that the stored secret had and no more; its name goes into ${codeSpan(admission.identity)}.`,
      'Put Vault\'s address, as the workflow writes it, for `VAULT_URL`: the jobs ask for tokens that are good for Vault alone.',
      ...(facts.id === undefined ? ['Put the repository\'s id for `REPOSITORY_ID` (`gh api repos/{owner}/{repo} --jq .id`): a name can be taken over, an id cannot.'] : []),
    ],
    forms: [
      { title: 'Terraform', language: 'hcl', text: terraform(role, name) },
      { title: 'Vault CLI', language: 'sh', text: commands(role, name) },
      { title: 'The role alone', language: 'json', text: JSON.stringify(role, null, 2) },
    ],
  }
}

function roleOf({ subjects }: Admission, facts: RepoFacts): Role {
  return {
    role_type: 'jwt',
    user_claim: 'repository_id',
    bound_audiences: ['VAULT_URL'],
    bound_claims_type: subjects.some(({ exact }) => exact === 'pattern') ? 'glob' : 'string',
    bound_claims: { repository_id: [facts.id ?? 'REPOSITORY_ID'], sub: subjects.map(({ text }) => text) },
    token_policies: ['POLICY'],
    token_ttl: '15m',
    token_max_ttl: '1h',
  }
}

function roleName(facts: RepoFacts): string {
  return `github-${facts.owner ?? 'owner'}-${facts.name ?? 'repo'}`.toLowerCase().replaceAll(/[^\w-]{1,50}/g, '-')
}

function terraform(role: Role, name: string): string {
  const claims = Object.entries(role.bound_claims).map(([claim, values]) => `    ${claim} = ${hcl(values.join(','))}`).join('\n')
  return `resource "vault_jwt_auth_backend" "github" {
  path               = "jwt"
  oidc_discovery_url = "${ISSUER}"
  bound_issuer       = "${ISSUER}"
}

resource "vault_jwt_auth_backend_role" "github" {
  backend           = vault_jwt_auth_backend.github.path
  role_name         = "${name}"
  role_type         = "jwt"
  user_claim        = "${role.user_claim}"
  bound_audiences   = ${JSON.stringify(role.bound_audiences)}
  bound_claims_type = "${role.bound_claims_type}"
  bound_claims = {
${claims}
  }
  token_policies = ${JSON.stringify(role.token_policies)}
  token_ttl      = 900
  token_max_ttl  = 3600
}`
}

/** \`\${\` and \`%{\` would begin a template. */
function hcl(text: string): string {
  return JSON.stringify(text).replaceAll(/([$%])\{/g, '$1$1{')
}

function commands(role: Role, name: string): string {
  return `vault auth enable jwt
vault write auth/jwt/config oidc_discovery_url=${ISSUER} bound_issuer=${ISSUER}
vault write auth/jwt/role/${name} - <<'JSON'
${JSON.stringify(role, null, 2)}
JSON`
}

export function retire(): readonly string[] {
  const page = 'https://developer.hashicorp.com/vault/docs/commands/token/revoke'
  return [
    `Revoke the stored token ([how](${page})): \`vault token revoke -accessor ACCESSOR\`.`,
    'Of an AppRole destroy its secret ids (`vault write auth/approle/role/ROLE/secret-id-accessor/destroy secret_id_accessor=ACCESSOR`), of a user the user.',
  ]
}
