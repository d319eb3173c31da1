import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What JFrog says, and when: github.com/jfrog/setup-jfrog-cli/issues/270, docs.jfrog.com/administration/reference/oidcTokenExchange
export const failures: readonly Failure[] = [
  {
    said: /failed to exchange OIDC token[^]{0,300}Invalid audience|"message":\s{0,3}"Invalid audience"/i,
    claim: 'aud',
    why: 'The OIDC integration has another audience than the token.',
    mend: 'Set the audience of the integration, or the input `oidc-audience` of the step, so that both are the same.',
  },
  {
    said: /failed to exchange OIDC token|Exchanging JSON web token with an access token failed/i,
    why: 'JFrog has no OIDC integration of this name, or none of its identity mappings fits this job.',
    mend: 'Compare the name in the variable with the integration, and the claims of its identity mappings with the claims below.',
  },
  NO_TOKEN,
]
