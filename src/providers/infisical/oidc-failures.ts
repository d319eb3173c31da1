import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What Infisical says, and when: github.com/Infisical/infisical, backend/src/services/identity-oidc-auth/identity-oidc-auth-service.ts
export const failures: readonly Failure[] = [
  {
    said: /OIDC subject not allowed/i,
    claim: 'sub',
    why: 'The machine identity is bound to another subject.',
    mend: 'Set its subject to the claim below, letter by letter.',
  },
  {
    said: /OIDC audience not allowed/i,
    claim: 'aud',
    why: 'The machine identity is bound to another audience.',
    mend: 'Set its audiences to what the step asks for.',
  },
  {
    said: /OIDC claim not allowed|token has no \w{1,60} field/i,
    why: 'A claim that the machine identity is bound to has another value, or is not there.',
    mend: 'Compare its bound claims with the claims below.',
  },
  NO_TOKEN,
]
