import type { Provider } from '../../provider.ts'
import { role } from './oidc.ts'
import { erase, revoke } from './revoke.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'aws',
  title: 'Amazon Web Services',
  docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  hosts: ['sts.amazonaws.com', 'iam.amazonaws.com'],
  tokens,
  verify,
  revoke,
  erase,
  migrations: [role],
}
