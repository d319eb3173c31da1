import type { Provider } from '../../provider.ts'
import { trustedPublishing } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'rubygems',
  title: 'RubyGems.org',
  docs: 'https://guides.rubygems.org/rubygems-org-api/',
  hosts: ['rubygems.org'],
  tokens,
  migrations: [trustedPublishing],
  verify,
}
