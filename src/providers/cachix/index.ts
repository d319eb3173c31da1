import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('cachix', [
  {
    what: 'A Cachix token or signing key',
    how: 'A token for the one cache that can write; public caches are read without any.',
    inputs: { 'cachix/cachix-action': 'authtoken signingkey' },
    variables: /^CACHIX_(?:\w{1,40}_)?(?:TOKEN|KEY)$/,
    commands: /\bcachix\s/,
    names: 'CACHIX',
  },
])

export const provider: Provider = {
  id: 'cachix',
  title: 'Cachix',
  docs: 'https://docs.cachix.org/continuous-integration-setup/github-actions.html',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
