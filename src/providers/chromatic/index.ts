import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('chromatic', [
  {
    what: 'A Chromatic project token',
    how: 'It belongs to the one project and can be reset under Manage → Configure; forks need one of their own project.',
    inputs: {
      'chromaui/action': 'projecttoken chromatic_project_token',
      'chromaui/action-next': 'projecttoken',
      'chromaui/action-canary': 'projecttoken',
    },
    variables: /^CHROMATIC_(?:\w{1,40}_)?TOKEN$/,
    commands: /\bchromatic\b.{0,200}--project-token/,
    names: 'CHROMATIC',
  },
])

export const provider: Provider = {
  id: 'chromatic',
  title: 'Chromatic',
  docs: 'https://www.chromatic.com/docs/github-actions/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
