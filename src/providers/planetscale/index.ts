import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('planetscale', [
  {
    what: 'A PlanetScale service token',
    how: 'A service token with the few rights on the one database.',
    variables: /^(?:PLANETSCALE|PSCALE)_(?:\w{1,40}_)?TOKEN$/,
    commands: /\bpscale\s/,
    names: 'PLANETSCALE PSCALE',
  },
])

export const provider: Provider = {
  id: 'planetscale',
  title: 'PlanetScale',
  docs: 'https://planetscale.com/docs/api/reference/service-tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
