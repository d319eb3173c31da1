import type { Provider } from '../../provider.ts'
import { entraId } from './oidc.ts'

export const provider: Provider = {
  id: 'vscode-marketplace',
  title: 'Visual Studio Marketplace',
  docs: 'https://code.visualstudio.com/api/working-with-extensions/publishing-extension',
  hosts: [],
  tokens: [],
  migrations: [entraId],
}
