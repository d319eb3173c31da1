import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'emulator-wtf/oidc',
  title: 'Run tests at emulator.wtf by OIDC instead of a stored token',
  told: [
    {
      action: 'report',
      say: 'emulator.wtf takes GitHub\'s OIDC token: make an OIDC configuration for the repository there, and let `emulator-wtf/configure-credentials` '
        + 'set `EW_API_TOKEN` from its id, with `id-token: write`.',
      inputs: { 'emulator-wtf/*': 'api-token' },
      variables: /^EW_API_TOKEN$/,
      commands: /\bew-cli\s/,
      names: 'EMULATOR_WTF EW_API',
    },
  ],
})

export const provider: Provider = {
  id: 'emulator-wtf',
  title: 'emulator.wtf',
  docs: 'https://docs.emulator.wtf/oidc/github',
  hosts: [],
  tokens: [],
  migrations: [told],
}
