import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('nvidia', [
  {
    what: 'An NGC key',
    how: 'A service key for the one organization with the few scopes and an end date.',
    variables: /^(?:NGC|NVIDIA|NVCR)_(?:\w{1,40}_)?(?:KEY|TOKEN|PASSWORD)$/,
    commands: /nvcr\.io/,
    image: /^nvcr\.io/,
    names: 'NGC NVIDIA NVCR',
  },
])

export const provider: Provider = {
  id: 'nvidia',
  title: 'NVIDIA NGC',
  docs: 'https://docs.nvidia.com/ngc/latest/ngc-user-guide.html',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
