// A stored auth key or OAuth secret → a federated identity: tailscale.com/kb/1581/workload-identity-federation
import { switching } from '../../recipes/switching.ts'
import type { Step } from '../../workflow.ts'
import { failures } from './oidc-failures.ts'
import { retire, trust } from './oidc-trust.ts'

export const federatedIdentity = switching({
  id: 'tailscale/federated-identity',
  title: 'Join the tailnet with a federated identity instead of a stored key',
  thing: 'key',
  reason: 'The node joins with GitHub\'s OIDC token; the stored key is not read any more.',
  sites: [{
    action: 'tailscale/github-action',
    since: [4, 1],
    like: [2],
    secrets: 'authkey oauth-secret',
    drop: 'oauth-client-id',
    set: [
      { input: 'oauth-client-id', variable: 'OAUTH_CLIENT_ID', holds: 'the client ID of the federated identity' },
      { input: 'audience', variable: 'AUDIENCE', holds: 'the audience that Tailscale shows for the federated identity' },
    ],
    trouble: troubleWith,
  }],
  words: 'AUTHKEY AUTH KEY OAUTH CLIENT SECRET TOKEN',
  fallback: 'TS',
  assumed: [],
  trust,
  failures,
  retire,
  told: [{
    variables: /^(?:TS|TAILSCALE)_(?:\w{1,40}_)?(?:AUTH_?KEY|KEY|SECRET|TOKEN)$/,
    commands: /\btailscale\s.{0,300}--auth-?key/,
    names: 'TAILSCALE TS_AUTHKEY TS_OAUTH',
    action: 'report',
    say: 'Tailscale takes GitHub\'s OIDC token through `tailscale/github-action` 4.1 and newer (`oauth-client-id` and `audience` of a federated identity); '
      + 'join the tailnet by that action instead of a command of your own.',
  }],
})

/** Federation came with Tailscale 1.90.1, and a federated identity can only add nodes with a tag: README of the action. */
function troubleWith(step: Step): string | undefined {
  const given = new Map(step.with.map(({ name, value }) => [name, value]))
  const [major = 2, minor = 0] = (given.get('version') ?? '').split('.').map(Number)
  if (/^\d/.test(given.get('version') ?? '') && (major < 1 || (major === 1 && minor < 91))) {
    return 'The step asks for a Tailscale that is older than federated identities; raise its `version` to 1.92 or newer first.'
  }
  return given.has('tags') ? undefined : 'A federated identity can only add nodes with a tag, and the step gives none: choose one that the tailnet\'s policy knows.'
}
