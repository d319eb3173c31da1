import { expect, test } from '@jest/globals'
import { providers } from '../../src/providers/index.ts'

const all = providers.flatMap(({ migrations = [] }) => migrations.map(({ id, failures = [] }) => ({ id, failures })))

/** Lines as the vendors' clients write them. */
test.each([
  ['google/workload-identity', '{"error":"unauthorized_client","error_description":"The given credential is rejected by the attribute condition."}', 'sub', undefined],
  ['google/workload-identity', "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).", undefined, undefined],
  ['azure/federated-credential', "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:acme/shop:ref:refs/heads/main'.", 'sub', 'repo:acme/shop:ref:refs/heads/main'],
  ['azure/federated-credential', 'AADSTS700212: No matching federated identity record found for presented assertion audience', 'aud', undefined],
  ['pypi/trusted-publishing', '* `invalid-publisher`: valid token, but no corresponding publisher', undefined, undefined],
  ['crates-io/trusted-publishing', 'The Trusted Publishing config for repository `a/b` does not match the workflow filename `ci.yml` in the JWT.', 'workflow_ref', 'ci.yml'],
  ['hashicorp/vault-role', 'error validating claims: claim "sub" does not match any associated bound claim values', 'sub', undefined],
  ['nuget/trusted-publishing', 'Error message: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable', undefined, undefined],
])('%s knows what %j means', (id, line, claim, value) => {
  const failures = all.find((one) => one.id === id)?.failures ?? []
  const known = failures.find(({ said }) => said.test(line))
  expect(known?.claim).toBe(claim)
  expect(known?.mend).toMatch(/\.$/)
  if (value !== undefined) expect(known?.said.exec(line)?.groups?.['value']).toBe(value)
})
