import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

// Deploy Classic, to which `denoland/deployctl` logged in by OIDC, was shut down on 2026-07-20: docs.deno.com/deploy/migration_guide
const kept = advice('deno-deploy', [
  {
    what: 'A Deno Deploy token',
    how: 'An app that is connected to the repository is built and deployed without a token; else a token of the one organization, with an end date.',
    inputs: { 'denoland/deployctl': 'token' },
    variables: /^DENO_DEPLOY_(?:ACCESS_)?TOKEN$/,
    commands: /\bdeployctl\s|\bdeno\s+deploy\b/,
    names: 'DENO_DEPLOY',
  },
])

export const provider: Provider = {
  id: 'deno-deploy',
  title: 'Deno Deploy',
  docs: 'https://docs.deno.com/deploy/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
