import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('heroku', [
  {
    what: 'A Heroku API key',
    how: 'An authorization of its own with the scope `write` and an end (`heroku authorizations:create -s write -e 7776000`); or '
      + 'Heroku\'s GitHub integration, which needs no secret here.',
    inputs: { 'akhileshns/heroku-deploy': 'heroku_api_key' },
    variables: /^HEROKU_(?:API_|AUTH_)?(?:KEY|TOKEN)$/,
    commands: /api\.heroku\.com|registry\.heroku\.com|git\.heroku\.com|\bheroku\s/,
    image: /^registry\.heroku\.com/,
    names: 'HEROKU',
  },
])

export const provider: Provider = {
  id: 'heroku',
  title: 'Heroku',
  docs: 'https://devcenter.heroku.com/articles/authentication',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
