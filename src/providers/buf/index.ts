import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('buf', [
  {
    what: 'A Buf token',
    how: 'A bot user\'s token with an end date, for the one repository.',
    inputs: { 'bufbuild/buf-action': 'token', 'bufbuild/buf-push-action': 'buf_token', 'bufbuild/buf-setup-action': 'buf_api_token' },
    variables: /^BUF_(?:API_)?TOKEN$/,
    commands: /\bbuf\s+registry\s+login\b/,
    names: 'BUF',
  },
])

export const provider: Provider = {
  id: 'buf',
  title: 'Buf',
  docs: 'https://buf.build/docs/bsr/authentication/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
