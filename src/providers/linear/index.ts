import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('linear', [
  {
    what: 'A Linear key',
    how: 'A personal key with the few permissions and the one team, or an app\'s own token.',
    inputs: { 'linear/linear-release-action': 'access_key' },
    variables: /^LINEAR_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /api\.linear\.app/,
    names: 'LINEAR',
  },
])

export const provider: Provider = {
  id: 'linear',
  title: 'Linear',
  docs: 'https://linear.app/developers/graphql',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
