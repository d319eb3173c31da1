import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('mongodb-atlas', [
  {
    what: 'A MongoDB Atlas key',
    how: 'A service account, whose secrets end, for the one project. Databases take logins by OIDC (workload identity); the '
      + 'administration API does not.',
    variables: /^(?:MONGODB_)?(?:ATLAS_)?(?:MCLI_)?(?:MONGODB_ATLAS|ATLAS)_(?:\w{1,40}_)?(?:PRIVATE_KEY|API_KEY|CLIENT_SECRET|PRIVATE_API_KEY)$/,
    commands: /cloud\.mongodb\.com\/api/,
    names: 'MONGODB_ATLAS ATLAS',
  },
])

export const provider: Provider = {
  id: 'mongodb-atlas',
  title: 'MongoDB Atlas',
  docs: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
