import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'circleci',
  title: 'CircleCI',
  docs: 'https://circleci.com/docs/managing-api-tokens/',
  hosts: ['circleci.com'],
  tokens,
  verify,
  migrations: [kept],
}
