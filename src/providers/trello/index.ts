import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('trello', [
  {
    what: 'A Trello token',
    how: 'A token of a user that sees the one board, with an end.',
    variables: /^TRELLO_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /api\.trello\.com/,
    names: 'TRELLO',
  },
])

export const provider: Provider = {
  id: 'trello',
  title: 'Trello',
  docs: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
