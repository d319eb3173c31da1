import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'alibaba-cloud/role',
  title: 'Assume a role of Alibaba Cloud instead of storing an access key',
  told: [
    {
      action: 'report',
      say: 'RAM assumes a role with GitHub\'s OIDC token: an OIDC provider for GitHub\'s issuer, a role that trusts the exact subject, and '
        + '`aliyun/configure-aliyun-credentials-action` in the job. Its credentials have a third part, the security token; whether what '
        + 'takes the key takes that too is not known.',
      inputs: {
        'aliyun/acr-login': 'access-key-id access-key-secret password',
        'aliyun/ack-set-context': 'access-key-id access-key-secret',
        'manyuanrong/setup-ossutil': 'access-key-id access-key-secret',
        'yizhoumo/setup-ossutil': 'access-key-id access-key-secret',
        'fangbinwei/aliyun-oss-website-action': 'accesskeyid accesskeysecret',
        'tvrcgo/upload-to-oss': 'key-id key-secret',
      },
      variables: /^(?:ALI|ALIYUN|ALIBABA|ALIBABA_?CLOUD|ALICLOUD)_(?:\w{1,40}_)?(?:ACCESS_KEY(?:_ID|_SECRET)?|SECRET|SECRET_KEY|AK|SK|AK_SECRET|AK_ID|PASSWORD)$|^OSS_(?:\w{1,40}_)?(?:ACCESS_KEY(?:_ID|_SECRET)?|SECRET_KEY|AK|SK|AK_SECRET|AK_ID)$/,
      commands: /\.aliyuncs\.com|\bossutil(?:64)?\s|\baliyun\s/,
      image: /\.aliyuncs\.com/,
      names: 'ALIYUN ALIBABA ALICLOUD ALI_OSS OSS_ACCESS',
    },
  ],
})

export const provider: Provider = {
  id: 'alibaba-cloud',
  title: 'Alibaba Cloud',
  docs: 'https://www.alibabacloud.com/help/en/ram/user-guide/overview-of-oidc-based-sso',
  hosts: [],
  tokens: [],
  migrations: [told],
}
