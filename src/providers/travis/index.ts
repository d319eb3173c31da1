import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('travis', [
  {
    what: 'A Travis CI token',
    how: 'It can do all that its owner can: an account of its own.',
    variables: /^TRAVIS_(?:\w{1,40}_)?TOKEN$/,
    commands: /api\.travis-ci\.(?:com|org)/,
    names: 'TRAVIS',
  },
])

export const provider: Provider = {
  id: 'travis',
  title: 'Travis CI',
  docs: 'https://docs.travis-ci.com/user/triggering-builds',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
