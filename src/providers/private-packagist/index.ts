import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'private-packagist/trusted-publishing',
  title: 'Publish artifacts to Private Packagist by trusted publishing',
  told: [
    {
      action: 'report',
      say: 'Private Packagist takes artifacts of a trusted publisher, whose token lives 15 minutes; reading packages still takes a token '
        + 'that can only read. Which of them this is does not stand in this file.',
      variables: /^(?:PRIVATE_PACKAGIST|PACKAGIST_COM)_(?:\w{1,40}_)?(?:TOKEN|KEY|SECRET)$/,
      commands: /\brepo\.packagist\.com\b/,
      names: 'PRIVATE_PACKAGIST',
    },
  ],
})

export const provider: Provider = {
  id: 'private-packagist',
  title: 'Private Packagist',
  docs: 'https://packagist.com/docs',
  hosts: [],
  tokens: [],
  migrations: [told],
}
