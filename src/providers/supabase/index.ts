import type { Provider } from '../../provider.ts'
import { kept } from './oidc.ts'
import { tokens } from './tokens.ts'

export const provider: Provider = {
  id: 'supabase',
  title: 'Supabase',
  docs: 'https://supabase.com/docs/guides/getting-started/api-keys',
  hosts: [],
  tokens,
  migrations: [kept],
}
