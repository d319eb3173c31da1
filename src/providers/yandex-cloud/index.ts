import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'yandex-cloud/workload-identity',
  title: 'Log in to Yandex Cloud by workload identity federation',
  told: [
    {
      action: 'report',
      say: 'Yandex Cloud federates service accounts with GitHub\'s issuer; `yc-actions/yc-iam-token-fed` with `yc-sa-id` gives the job an '
        + 'IAM token. The federation is made at Yandex Cloud first, and what takes the key must take an IAM token.',
      inputs: { 'yc-actions/*': 'yc-sa-json-credentials' },
      variables: /^(?:YC|YANDEX(?:_CLOUD)?)_(?:\w{1,40}_)?(?:KEY|TOKEN|JSON|CREDENTIALS)$/,
      commands: /\bcr\.yandex\b|\byc\s+(?:config|serverless|container)\b/,
      image: /^cr\.yandex/,
      names: 'YC YANDEX YANDEX_CLOUD',
    },
  ],
})

export const provider: Provider = {
  id: 'yandex-cloud',
  title: 'Yandex Cloud',
  docs: 'https://yandex.cloud/en/docs/iam/tutorials/wlif-github-integration',
  hosts: [],
  tokens: [],
  migrations: [told],
}
