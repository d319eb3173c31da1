import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('socket', [
  {
    what: 'A Socket token',
    how: 'A token with the few scopes that the scan needs.',
    inputs: { 'socketdev/action': 'socket-token' },
    variables: /^SOCKET_(?:\w{1,40}_)?(?:TOKEN|KEY)$/,
    names: 'SOCKET',
  },
])

export const provider: Provider = {
  id: 'socket',
  title: 'Socket',
  docs: 'https://docs.socket.dev/docs/api-keys',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
