import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('gitleaks', [
  {
    what: 'A license of gitleaks-action',
    how: 'It opens nothing but the action itself.',
    inputs: { 'gitleaks/gitleaks-action': 'gitleaks_license', 'zricethezav/gitleaks-action': 'gitleaks_license' },
    variables: /^GITLEAKS_LICENSE$/,
  },
])

export const provider: Provider = {
  id: 'gitleaks',
  title: 'Gitleaks',
  docs: 'https://github.com/gitleaks/gitleaks-action',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
