import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('salesforce', [
  {
    what: 'A Salesforce login',
    how: 'The JWT flow of a connected app with a certificate that ends and a user with the few permissions, instead of an auth URL, '
      + 'whose refresh token never ends.',
    inputs: { 'rdietrick/sfdx-jwt-login': 'jwt-key-file client-id', 'jamessimone/sf-auth': 'jwt-key' },
    variables: /^(?:SFDX|SF|SALESFORCE|DEVHUB)_(?:\w{1,40}_)?(?:AUTH_URL|SFDX_URL|JWT_KEY|JWT_SECRET_KEY|PASSWORD|KEY|TOKEN|SECRET|SERVER_KEY)$/,
    commands: /\bsfdx?\s+(?:org|auth|force)\b|sfdxurl/,
    names: 'SFDX SALESFORCE DEVHUB',
  },
])

export const provider: Provider = {
  id: 'salesforce',
  title: 'Salesforce',
  docs: 'https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_auth_jwt_flow.htm',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
