import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('tencent-cloud', [
  {
    what: 'A Tencent Cloud key',
    how: 'A sub-user\'s key with a policy for the one thing.',
    inputs: { 'tencentcloudbase/cloudbase-action': 'secretid secretkey', 'tencentcloud/tke-cluster-credential-action': 'secret_id secret_key' },
    variables: /^(?:TENCENT_?CLOUD|TENCENT)_SECRET_(?:ID|KEY)$/,
    commands: /ccr\.ccs\.tencentyun\.com/,
    image: /tencentyun\.com|tencentcloudcr\.com/,
    names: 'TENCENT TENCENT_CLOUD',
  },
])

export const provider: Provider = {
  id: 'tencent-cloud',
  title: 'Tencent Cloud',
  docs: 'https://www.tencentcloud.com/document/product/598/34228',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
