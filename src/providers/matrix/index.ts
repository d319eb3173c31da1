import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('matrix', [
  {
    what: 'A Matrix access token',
    how: 'A user of its own that is in the one room.',
    inputs: { 's3krit/matrix-message-action': 'access_token', 'fadenb/matrix-chat-message': 'token' },
    variables: /^MATRIX_(?:\w{1,40}_)?(?:TOKEN|PASSWORD)$/,
    names: 'MATRIX',
  },
])

export const provider: Provider = {
  id: 'matrix',
  title: 'Matrix',
  docs: 'https://spec.matrix.org/latest/client-server-api/#client-authentication',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
