import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('upbound', [
  {
    what: 'An Upbound robot\'s token',
    how: 'A robot in a team that can push to the one repository.',
    variables: /^(?:UPBOUND|UP|XPKG)_(?:\w{1,40}_)?(?:TOKEN|PSW|PASSWORD)$/,
    commands: /xpkg\.upbound\.io|\bup\s+login\b/,
    image: /^xpkg\.upbound\.io/,
    names: 'UPBOUND XPKG',
  },
])

export const provider: Provider = {
  id: 'upbound',
  title: 'Upbound',
  docs: 'https://docs.upbound.io/manuals/platform/concepts/identity-management/robots/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
