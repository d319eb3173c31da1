import type { Provider } from '../../provider.ts'
import { told } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'hugging-face',
  title: 'Hugging Face',
  docs: 'https://huggingface.co/docs/hub/security-tokens',
  hosts: ['huggingface.co'],
  tokens,
  verify,
  migrations: [told],
}
