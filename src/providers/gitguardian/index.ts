import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('gitguardian', [
  {
    what: 'A GitGuardian key',
    how: 'A service account with the scope `scan` alone, and an end.',
    variables: /^GITGUARDIAN_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    names: 'GITGUARDIAN',
  },
])

export const provider: Provider = {
  id: 'gitguardian',
  title: 'GitGuardian',
  docs: 'https://docs.gitguardian.com/internal-monitoring/integrate-sources/ci-cd',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
