import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'deepsource/oidc',
  title: 'Report coverage to DeepSource by OIDC',
  told: [
    {
      action: 'report',
      say: '`deepsource report --use-oidc` takes GitHub\'s OIDC token instead of the DSN, with `id-token: write`; the CLI must be new '
        + 'enough, which this file does not tell.',
      inputs: { 'deepsourcelabs/test-coverage-action': 'dsn' },
      variables: /^DEEPSOURCE_DSN$/,
      commands: /\bdeepsource\s+report\b/,
      names: 'DEEPSOURCE_DSN',
    },
  ],
})

export const provider: Provider = {
  id: 'deepsource',
  title: 'DeepSource',
  docs: 'https://docs.deepsource.com/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
