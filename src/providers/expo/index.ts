import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('expo', [
  {
    what: 'An Expo token',
    how: 'A robot user\'s token with the role that the job needs, not a person\'s.',
    inputs: { 'expo/expo-github-action': 'token' },
    variables: /^EXPO_(?:CLI_)?(?:ACCESS_)?(?:TOKEN|PASSWORD)$/,
    names: 'EXPO',
  },
])

export const provider: Provider = {
  id: 'expo',
  title: 'Expo',
  docs: 'https://docs.expo.dev/accounts/programmatic-access/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
