import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('chocolatey', [
  {
    what: 'A Chocolatey API key',
    how: 'An account of its own for the one package; regenerate the key on the account page.',
    variables: /^CHOCO(?:LATEY)?_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /\bchoco\s+(?:push|apikey|setapikey)\b/i,
    names: 'CHOCO CHOCOLATEY',
  },
])

export const provider: Provider = {
  id: 'chocolatey',
  title: 'Chocolatey',
  docs: 'https://docs.chocolatey.org/en-us/create/commands/push/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
