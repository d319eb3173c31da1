import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('figma', [
  {
    what: 'A Figma token',
    how: 'A token with the few scopes and an end (at most 90 days).',
    variables: /^FIGMA_(?:\w{1,40}_)?TOKEN$/,
    commands: /api\.figma\.com/,
    names: 'FIGMA',
  },
])

export const provider: Provider = {
  id: 'figma',
  title: 'Figma',
  docs: 'https://developers.figma.com/docs/rest-api/authentication/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
