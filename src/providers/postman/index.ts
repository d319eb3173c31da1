import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'
import { verify } from './verify.ts'

export const provider: Provider = {
  id: 'postman',
  title: 'Postman',
  docs: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
  hosts: ['api.getpostman.com'],
  tokens,
  verify,
  migrations: [kept],
}
