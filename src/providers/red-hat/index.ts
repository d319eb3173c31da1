import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('red-hat', [
  {
    what: 'A credential of Red Hat\'s registry',
    how: 'A registry service account, not a person\'s password.',
    variables: /^(?:RH|REDHAT|RED_HAT)_(?:\w{1,40}_)?(?:TOKEN|PASSWORD)$/,
    commands: /registry\.(?:connect\.)?redhat\.(?:io|com)/,
    image: /^registry\.(?:connect\.)?redhat\.(?:io|com)/,
    names: 'REDHAT RED_HAT RH',
  },
])

export const provider: Provider = {
  id: 'red-hat',
  title: 'Red Hat',
  docs: 'https://access.redhat.com/articles/RegistryAuthentication',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
