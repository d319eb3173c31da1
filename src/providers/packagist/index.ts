import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('packagist', [
  {
    what: 'A Packagist token',
    how: 'None is needed here: Packagist\'s GitHub hook tells it of every push. Remove the step and the secret.',
    variables: /^PACKAGIST_(?:API_)?(?:TOKEN|KEY)$/,
    commands: /packagist\.org\/api/,
    names: 'PACKAGIST',
  },
])

export const provider: Provider = {
  id: 'packagist',
  title: 'Packagist',
  docs: 'https://packagist.org/about#how-to-update-packages',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
