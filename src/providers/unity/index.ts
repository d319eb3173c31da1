import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('unity', [
  {
    what: 'A Unity license or its account\'s password',
    how: 'An account of its own for builds; a license server needs none of them.',
    inputs: { 'game-ci/*': 'unity_license unity_password unity_serial unity-license' },
    variables: /^UNITY_(?:LICENSE\w{0,20}|PASSWORD|SERIAL)$/,
    names: 'UNITY',
  },
])

export const provider: Provider = {
  id: 'unity',
  title: 'Unity',
  docs: 'https://game.ci/docs/github/activation',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
