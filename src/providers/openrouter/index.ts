import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('openrouter', [
  {
    what: 'An OpenRouter key',
    how: 'A key with a limit of credit and an end.',
    variables: /^OPENROUTER_(?:\w{1,40}_)?KEY$/,
    commands: /openrouter\.ai/,
    names: 'OPENROUTER',
  },
])

export const provider: Provider = {
  id: 'openrouter',
  title: 'OpenRouter',
  docs: 'https://openrouter.ai/docs/api/reference/authentication',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
