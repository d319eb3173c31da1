import { expect, test } from '@jest/globals'
import { providers } from '../../src/providers/index.ts'

const all = providers.flatMap(({ migrations = [] }) => migrations.map(({ id, best, failures = [] }) => ({ id, best, failures })))

/** Lines as the vendors' clients write them. */
test.each([
  ['google/workload-identity', '{"error":"unauthorized_client","error_description":"The given credential is rejected by the attribute condition."}', 'sub', undefined],
  ['google/workload-identity', "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).", undefined, undefined],
  ['azure/federated-credential', "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:acme/shop:ref:refs/heads/main'.", 'sub', 'repo:acme/shop:ref:refs/heads/main'],
  ['azure/federated-credential', "AADSTS700211: No matching federated identity record found for presented assertion issuer 'https://token.actions.githubusercontent.com/acme'.", 'iss', 'https://token.actions.githubusercontent.com/acme'],
  ['aws/role', 'Could not assume role with OIDC: No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com/acme', 'iss', 'https://token.actions.githubusercontent.com/acme'],
  ['aws/role', 'Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity', 'sub', undefined],
  ['azure/federated-credential', 'AADSTS700212: No matching federated identity record found for presented assertion audience', 'aud', undefined],
  ['pypi/trusted-publishing', '* `invalid-publisher`: valid token, but no corresponding publisher', undefined, undefined],
  ['crates-io/trusted-publishing', 'The Trusted Publishing config for repository `a/b` does not match the workflow filename `ci.yml` in the JWT.', 'workflow_ref', 'ci.yml'],
  ['hashicorp/vault-role', 'error validating claims: claim "sub" does not match any associated bound claim values', 'sub', undefined],
  ['nuget/trusted-publishing', 'Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable', undefined, undefined],
  ['azure/federated-credential', "AADSTS7002138: No matching federated identity record found for presented assertion subject 'repo:Acme/shop:ref:refs/heads/main'. The subject matches with case-insensitive comparison", 'sub', 'repo:Acme/shop:ref:refs/heads/main'],
  ['vscode-marketplace/entra-id', "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:acme/shop:pull_request'.", 'sub', 'repo:acme/shop:pull_request'],
  ['npm/trusted-publishing', 'npm error 403 403 Forbidden - PUT https://npm.example/@acme%2fshop - OIDC permission denied for this action', undefined, undefined],
  ['npm/trusted-publishing', 'npm error code ENEEDAUTH', undefined, undefined],
  ['npm/trusted-publishing', 'npm error 404 Not Found - PUT https://npm.example/@acme%2fshop - Not found', undefined, undefined],
  ['npm/trusted-publishing', 'npm verbose oidc Failed token exchange request with body message: OIDC token exchange error - package not found', undefined, undefined],
  ['nuget/trusted-publishing', "Token exchange failed (HTTP 401) at https://www.nuget.org/api/v2/token. Make sure you are using the username of the policy creator, not the policy owner: No matching trust policy owned by user 'acme' was found.", undefined, 'acme'],
  ['nuget/trusted-publishing', "Token exchange failed (HTTP 401) at https://www.nuget.org/api/v2/token: The GitHub Actions event 'pull_request_target' is not allowed.", 'event_name', 'pull_request_target'],
  ['rubygems/trusted-publishing', 'No trusted publisher configured for this workflow found on https://rubygems.org/ for audience rubygems.org', undefined, undefined],
  ['jsr/oidc', '1: The actor that this request was authenticated for is not authorized as a scope member for this scope. (actorNotScopeMember)[x-deno-ray: 1]', 'actor', undefined],
  ['jsr/oidc', 'The actor is not authorized to access this resource. (actorNotAuthorized)', undefined, undefined],
  ['pub-dev/automated-publishing', 'The calling GitHub Action is not allowed to publish, because: publishing from github is not enabled.', undefined, undefined],
  ['pub-dev/automated-publishing', 'publishing is not allowed from "workflow_dispath" events', 'event_name', undefined],
  ['pub-dev/automated-publishing', `because: publishing is only allowed from 'tag' refType, this token has 'branch' refType`, 'ref_type', undefined],
  ['pub-dev/automated-publishing', 'publishing is configured to only be allowed from actions with specific ref pattern, this token has "refs/tags/v2" ref for which publishing is not allowed.', 'ref', 'refs/tags/v2'],
  ['octopus/oidc', "Could not find matching identity for presented assertions. Assertions - Issuer: 'https://token.actions.githubusercontent.com', Subject: 'repo:acme/shop:pull_request', Audience: 'x'", 'sub', 'repo:acme/shop:pull_request'],
  ['infisical/oidc', 'Access denied: OIDC subject not allowed.', 'sub', undefined],
  ['jfrog/oidc', '5 [Error] failed to exchange OIDC token: server response: 400 Bad Request', undefined, undefined],
  ['tailscale/federated-identity', 'failed to exchange JWT for access token: token exchange failed with status 403: {"message":"Unauthorized"}', 'sub', undefined],
  ['depot/oidc', 'Unable to exchange GitHub OIDC token for temporary Depot token: HttpClientError', undefined, undefined],
  ['hcp/workload-identity', 'hashicorp/hcp-auth-action failed: Failed to generate HCP Access Token: Unauthorized', 'sub', undefined],
  ['codecov/oidc', 'Upload failed: {"detail":"Github OIDC Token Auth: Invalid token."}', undefined, undefined],
  ['cloudsmith/oidc', 'OIDC authentication failed: Request failed with status code 401', undefined, undefined],
  ['akeyless/jwt', 'Failed to login to Akeyless', 'sub', undefined],
  ['github/token', 'trust policy: subject "repo:acme/shop:pull_request" did not match "repo:acme/shop:ref:refs/heads/main"', 'sub', 'repo:acme/shop:pull_request'],
  ['github/token', 'unable to find trust policy for "deploy"', undefined, undefined],
])('%s knows what %j means', (id, line, claim, value) => {
  const failures = all.find((one) => one.id === id)?.failures ?? []
  const known = failures.find(({ said }) => said.test(line))
  expect(known?.claim).toBe(claim)
  expect(known?.mend).toMatch(/\.$/)
  if (value !== undefined) expect(known?.said.exec(line)?.groups?.['value']).toBe(value)
})

test.each(all.filter(({ best }) => best === undefined))('$id knows what it means that the job got no token', ({ failures }) => {
  const known = failures.find(({ said }) => said.test('Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable'))
  expect(known?.mend).toContain('id-token: write')
})
