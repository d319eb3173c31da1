import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('ngrok', [
  {
    what: 'An ngrok token',
    how: 'An authtoken of its own with an ACL for the one address.',
    variables: /^NGROK_(?:\w{1,40}_)?TOKEN$/,
    commands: /\bngrok\s/,
    names: 'NGROK',
  },
])

export const provider: Provider = {
  id: 'ngrok',
  title: 'ngrok',
  docs: 'https://ngrok.com/docs/agent/#authtokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
