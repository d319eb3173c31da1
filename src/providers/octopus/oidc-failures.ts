import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What Octopus says, and when: github.com/OctopusDeploy/Issues/issues/10169, octopus.com/docs/octopus-rest-api/openid-connect
export const failures: readonly Failure[] = [
  {
    said: /Could not find matching identity for presented assertions(?:.{0,300}Subject: '(?<value>[^']{1,400})')?/,
    claim: 'sub',
    why: 'The service account has no OIDC identity that fits: another subject, issuer or audience, or the token had expired.',
    mend: 'Compare the subject of its OIDC identity with the claim below, letter by letter, and the id of the service account with the variable.',
  },
  NO_TOKEN,
]
