import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('bluesky', [
  {
    what: 'A Bluesky app password',
    how: 'An app password of its own, without access to messages.',
    inputs: { 'cbrgm/bluesky-github-action': 'password' },
    variables: /^(?:BLUESKY|BSKY)_(?:\w{1,40}_)?(?:PASS(?:WORD)?|TOKEN)$/,
    names: 'BLUESKY BSKY',
  },
])

export const provider: Provider = {
  id: 'bluesky',
  title: 'Bluesky',
  docs: 'https://docs.bsky.app/docs/get-started',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
