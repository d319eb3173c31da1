import type { Provider } from '../../provider.ts'
import { trustedPublishing } from './oidc.ts'

export const provider: Provider = {
  id: 'nuget',
  title: 'NuGet',
  docs: 'https://learn.microsoft.com/nuget/nuget-org/publish-a-package#create-an-api-key',
  hosts: [],
  tokens: [],
  migrations: [trustedPublishing],
}
