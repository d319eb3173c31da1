import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What Vault says, and when: github.com/hashicorp/vault-plugin-auth-jwt, claims.go and path_login.go
export const failures: readonly Failure[] = [
  {
    said: /claim "sub" does not match any associated bound claim values/,
    claim: 'sub',
    why: 'The role is there, but its `bound_claims` hold another subject.',
    mend: 'Set `sub` in the role\'s `bound_claims` to the claim below, letter by letter.',
  },
  {
    said: /claim "\w{1,60}" does not match any associated bound claim values/,
    why: 'The role is there, but a claim in its `bound_claims` has another value.',
    mend: 'Compare the role\'s `bound_claims` with the claims below.',
  },
  {
    said: /invalid audience \(aud\) claim/,
    claim: 'aud',
    why: 'The role admits another audience.',
    mend: 'Set `bound_audiences` of the role to Vault\'s address as the workflow writes it (`jwtGithubAudience`).',
  },
  {
    said: /role "?[^"]{0,100}"? could not be found|missing role/,
    why: 'Vault has no role of this name.',
    mend: 'Create the role, or set the variable that the login step reads to its name.',
  },
  NO_TOKEN,
]
