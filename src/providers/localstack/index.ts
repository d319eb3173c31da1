import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('localstack', [
  {
    what: 'A LocalStack token',
    how: 'A CI token, which is made for this, not a developer\'s.',
    variables: /^(?:\w{1,40}_)?LOCALSTACK_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    names: 'LOCALSTACK',
  },
])

export const provider: Provider = {
  id: 'localstack',
  title: 'LocalStack',
  docs: 'https://docs.localstack.cloud/getting-started/auth-token/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
