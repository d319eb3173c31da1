import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('fortify', [
  {
    what: 'A Fortify credential',
    how: 'A personal token or client secret with the scope that only starts scans, and an end.',
    inputs: { 'fortify/*': 'fod_pat fod_client_secret ssc_token fod_password' },
    variables: /^(?:FOD|FORTIFY|SSC|FCLI)_(?:\w{1,40}_)?(?:PAT|TOKEN|SECRET|PASSWORD)$/,
    names: 'FOD FORTIFY',
  },
])

export const provider: Provider = {
  id: 'fortify',
  title: 'Fortify',
  docs: 'https://www.microfocus.com/documentation/fortify-on-demand/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
