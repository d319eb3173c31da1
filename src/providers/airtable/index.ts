import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('airtable', [
  {
    what: 'An Airtable token',
    how: 'A personal access token with the few scopes and the one base.',
    variables: /^(?:\w{1,40}_)?AIRTABLE_(?:\w{1,40}_)?(?:KEY|TOKEN|PAT)$/,
    commands: /api\.airtable\.com/,
    names: 'AIRTABLE',
  },
])

export const provider: Provider = {
  id: 'airtable',
  title: 'Airtable',
  docs: 'https://airtable.com/developers/web/guides/personal-access-tokens',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
