import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('veracode', [
  {
    what: 'A Veracode credential',
    how: 'An API service account with the one role; its keys end after a year.',
    inputs: { 'veracode/*': 'vkey vid' },
    variables: /^VERACODE_(?:\w{1,40}_)?(?:KEY|SECRET)$/,
    names: 'VERACODE',
  },
])

export const provider: Provider = {
  id: 'veracode',
  title: 'Veracode',
  docs: 'https://docs.veracode.com/r/c_api_credentials3',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
