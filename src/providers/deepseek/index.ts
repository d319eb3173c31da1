import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('deepseek', [
  {
    what: 'A DeepSeek key',
    how: 'A key of its own for this repository, and little credit in the account.',
    variables: /^DEEPSEEK_(?:\w{1,40}_)?KEY$/,
    commands: /api\.deepseek\.com/,
    names: 'DEEPSEEK',
  },
])

export const provider: Provider = {
  id: 'deepseek',
  title: 'DeepSeek',
  docs: 'https://api-docs.deepseek.com/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
