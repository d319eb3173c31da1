import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('mastodon', [
  {
    what: 'A Mastodon token',
    how: 'An application with the scope `write:statuses` alone.',
    inputs: { 'cbrgm/mastodon-github-action': 'access-token', 'rzr/fediverse-action': 'access-token' },
    variables: /^(?:MASTODON|FEDIVERSE)_(?:\w{1,40}_)?(?:TOKEN|SECRET)$/,
    names: 'MASTODON FEDIVERSE',
  },
])

export const provider: Provider = {
  id: 'mastodon',
  title: 'Mastodon',
  docs: 'https://docs.joinmastodon.org/client/token/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
