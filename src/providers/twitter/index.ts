import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('twitter', [
  {
    what: 'A key of X',
    how: 'An app of its own in the account that posts, without rights that it does not need.',
    inputs: {
      'ethomson/send-tweet-action': 'consumer-key consumer-api-secret access-token access-token-secret',
      'nearform-actions/github-action-notify-twitter': 'twitter-app-key twitter-app-secret twitter-access-token twitter-access-token-secret',
      'gr2m/twitter-together': 'twitter_api_key twitter_api_secret_key twitter_access_token twitter_access_token_secret',
    },
    variables: /^TWITTER_(?:\w{1,40}_)?(?:KEY|SECRET|TOKEN)$/,
    commands: /api\.(?:twitter|x)\.com/,
    names: 'TWITTER',
  },
])

export const provider: Provider = {
  id: 'twitter',
  title: 'X (Twitter)',
  docs: 'https://docs.x.com/resources/fundamentals/authentication',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
