import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('black-duck', [
  {
    what: 'A Black Duck token',
    how: 'A token of a user that can only scan.',
    inputs: {
      'blackducksoftware/*': 'blackduck_api_token polaris_access_token',
      'synopsys-sig/*': 'blackduck_api_token blackduck_token polaris_access_token polaris_accesstoken coverity_passphrase coverity_password blackduck_apitoken io_server_token ioservertoken workflowversion',
      'blackduck-inc/*': 'blackducksca_token polaris_access_token coverity_passphrase',
    },
    variables: /^(?:BLACK_?DUCK|POLARIS|COVERITY|BRIDGE\w{0,20}|IO_SERVER)_(?:\w{1,40}_)?(?:TOKEN|PASSPHRASE|PASSWORD|KEY)$/,
    names: 'BLACKDUCK BLACK_DUCK POLARIS COVERITY IO_SERVER',
  },
])

export const provider: Provider = {
  id: 'black-duck',
  title: 'Black Duck',
  docs: 'https://documentation.blackduck.com/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
