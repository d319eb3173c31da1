import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('groq', [
  {
    what: 'A Groq key',
    how: 'A key of a project of its own with limits.',
    variables: /^GROQ_(?:\w{1,40}_)?KEY$/,
    commands: /api\.groq\.com/,
    names: 'GROQ',
  },
])

export const provider: Provider = {
  id: 'groq',
  title: 'Groq',
  docs: 'https://console.groq.com/docs/quickstart',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
