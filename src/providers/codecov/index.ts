import type { Provider } from '../../provider.ts'
import { uploads } from './oidc.ts'

export const provider: Provider = {
  id: 'codecov',
  title: 'Codecov',
  docs: 'https://docs.codecov.com/docs/codecov-tokens',
  hosts: [],
  tokens: [],
  migrations: [uploads],
}
