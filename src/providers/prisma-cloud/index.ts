import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('prisma-cloud', [
  {
    what: 'A Prisma Cloud key',
    how: 'A service account\'s key with the CI role and an end date.',
    inputs: {
      'paloaltonetworks/prisma-cloud-scan': 'pcc_pass',
      'bridgecrewio/checkov-action': 'api-key',
      'bridgecrewio/bridgecrew-action': 'api-key',
      'prisma-cloud-shiftleft/iac-scan-action': 'access_key secret_key prisma_secret_key',
    },
    variables: /^(?:PRISMA_CLOUD|PRISMA|PCC|BC|BRIDGECREW)_(?:\w{1,40}_)?(?:SECRET_KEY|API_KEY|PASS|TOKEN)$/,
    names: 'PRISMA_CLOUD BRIDGECREW PCC',
  },
])

export const provider: Provider = {
  id: 'prisma-cloud',
  title: 'Prisma Cloud',
  docs: 'https://docs.prismacloud.io/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
