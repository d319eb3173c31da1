import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('stackhawk', [
  {
    what: 'A StackHawk key',
    how: 'A key of its own for this repository.',
    inputs: { 'stackhawk/hawkscan-action': 'apikey' },
    variables: /^(?:HAWK|STACKHAWK)_(?:\w{1,40}_)?KEY$/,
    names: 'HAWK STACKHAWK',
  },
])

export const provider: Provider = {
  id: 'stackhawk',
  title: 'StackHawk',
  docs: 'https://docs.stackhawk.com/continuous-integration/github-actions/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
