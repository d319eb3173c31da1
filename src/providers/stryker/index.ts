import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('stryker', [
  {
    what: 'A key of the Stryker dashboard',
    how: 'It can only upload reports of the one repository.',
    variables: /^STRYKER_DASHBOARD_API_KEY$/,
    names: 'STRYKER',
  },
])

export const provider: Provider = {
  id: 'stryker',
  title: 'Stryker Dashboard',
  docs: 'https://stryker-mutator.io/docs/General/dashboard/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
