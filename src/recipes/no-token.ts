import type { Failure } from '../workflow.ts'

/** What GitHub's own client says in every login that gets no OIDC token: github.com/actions/toolkit, packages/core/src/oidc-utils.ts */
export const NO_TOKEN: Failure = {
  said: /ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)|Unable to get (?:the )?(?:OIDC|ID) token|OpenID Connect token retrieval failed/i,
  why: 'The job got no OIDC token from GitHub.',
  mend: 'It needs `permissions: id-token: write`, and a run of a fork\'s pull request never has it.',
}
