import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('railway', [
  {
    what: 'A Railway token',
    how: 'A project token for the one environment; or let Railway deploy on pushes, which needs no secret here.',
    variables: /^RAILWAY_(?:API_)?TOKEN$/,
    commands: /\brailway\s|backboard\.railway/,
    names: 'RAILWAY',
  },
])

export const provider: Provider = {
  id: 'railway',
  title: 'Railway',
  docs: 'https://docs.railway.com/integrations/api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
