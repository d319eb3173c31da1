import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('coveralls', [
  {
    what: 'A Coveralls repository token',
    how: 'It can only upload coverage of the one repository; its action needs none at all: it takes the job\'s own token.',
    inputs: { 'coverallsapp/*': 'coveralls_repo_token coveralls-token' },
    variables: /^COVERALLS_(?:REPO_)?(?:TOKEN|SERVICE_TOKEN)$/,
    names: 'COVERALLS',
  },
])

export const provider: Provider = {
  id: 'coveralls',
  title: 'Coveralls',
  docs: 'https://docs.coveralls.io/api-introduction',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
