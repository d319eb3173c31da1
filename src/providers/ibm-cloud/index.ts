import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('ibm-cloud', [
  {
    what: 'An IBM Cloud API key',
    how: 'A service id\'s key with a policy for the one resource group.',
    inputs: { 'ibm/actions-ibmcloud-cli': 'api_key' },
    variables: /^(?:IBM_?CLOUD|IC|ICR)_(?:\w{1,40}_)?(?:API_?KEY|KEY)$/,
    commands: /icr\.io|\bibmcloud\s/,
    image: /^(?:\w{1,10}\.)?icr\.io/,
    names: 'IBM_CLOUD IBMCLOUD',
  },
])

export const provider: Provider = {
  id: 'ibm-cloud',
  title: 'IBM Cloud',
  docs: 'https://cloud.ibm.com/docs/account?topic=account-serviceidapikeys',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
