import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'buildkite/workload-identity',
  title: 'Call Buildkite with a workload identity',
  told: [
    {
      action: 'advice',
      say: 'A token of Buildkite\'s Test Engine can only upload results of the one suite; make a new one in the suite\'s settings when '
        + 'somebody leaves. Keep it in an environment with protection rules and rotate it.',
      inputs: { 'buildkite/test-collector-action': 'token' },
      variables: /^BUILDKITE_ANALYTICS_(?:\w{1,40}_)?TOKEN$/,
    },
    {
      action: 'report',
      say: 'Buildkite\'s API takes GitHub\'s OIDC token for a workload identity, which an administrator makes with the issuer and '
        + 'conditions on its claims; the step must exchange the token for a short-lived one. Until then: a token with the few scopes, '
        + 'for the one organization and the addresses that may use it.',
      inputs: { 'buildkite/trigger-pipeline-action': 'buildkite_api_access_token' },
      variables: /^BUILDKITE_(?:\w{1,40}_)?TOKEN$/,
      commands: /api\.buildkite\.com/,
      names: 'BUILDKITE',
    },
  ],
})

export const provider: Provider = {
  id: 'buildkite',
  title: 'Buildkite',
  docs: 'https://buildkite.com/docs/apis/managing-api-tokens',
  hosts: [],
  tokens: [],
  migrations: [told],
}
