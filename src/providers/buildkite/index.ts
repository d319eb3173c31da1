import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('buildkite', [
  {
    what: 'A token of Buildkite\'s Test Engine',
    how: 'A suite\'s token can only upload results of the one suite.',
    inputs: { 'buildkite/test-collector-action': 'token' },
    variables: /^BUILDKITE_ANALYTICS_(?:\w{1,40}_)?TOKEN$/,
  },
  {
    what: 'A Buildkite token',
    how: 'A token with the few scopes, the one organization and the addresses that may use it.',
    inputs: { 'buildkite/trigger-pipeline-action': 'buildkite_api_access_token' },
    variables: /^BUILDKITE_(?:\w{1,40}_)?TOKEN$/,
    commands: /api\.buildkite\.com/,
    names: 'BUILDKITE',
  },
])

export const provider: Provider = {
  id: 'buildkite',
  title: 'Buildkite',
  docs: 'https://buildkite.com/docs/apis/managing-api-tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
