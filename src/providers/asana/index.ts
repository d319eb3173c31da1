import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('asana', [
  {
    what: 'An Asana token',
    how: 'A service account\'s token where your plan has them, not a person\'s.',
    inputs: { 'asana/create-app-attachment-github-action': 'asana-secret', 'asana/comment-on-task-github-action': 'asana-secret' },
    variables: /^ASANA_(?:\w{1,40}_)?(?:TOKEN|SECRET|PAT|KEY)$/,
    commands: /app\.asana\.com/,
    names: 'ASANA',
  },
])

export const provider: Provider = {
  id: 'asana',
  title: 'Asana',
  docs: 'https://developers.asana.com/docs/personal-access-token',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
