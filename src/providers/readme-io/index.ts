import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('readme-io', [
  {
    what: 'A ReadMe key',
    how: 'A key of the one project.',
    inputs: { 'readmeio/rdme': 'rdme' },
    variables: /^README_(?:IO_)?(?:API_)?KEY$/,
    commands: /\brdme\s/,
    names: 'README_API README_IO',
  },
])

export const provider: Provider = {
  id: 'readme-io',
  title: 'ReadMe',
  docs: 'https://docs.readme.com/main/reference/intro/authentication',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
