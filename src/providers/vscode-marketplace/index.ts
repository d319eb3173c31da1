import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'vscode-marketplace/entra-id',
  title: 'Publish extensions with an Entra identity instead of a personal token',
  told: [
    {
      action: 'report',
      say: 'The Marketplace takes an Entra identity: make it a member of the publisher, log in with `azure/login` and OIDC '
        + '(`allow-no-subscriptions: true`) and publish with `vsce publish --azure-credential`. The identity does not exist yet, as far '
        + 'as this file tells; personal tokens for all organizations end on 1 December 2026.',
      inputs: { 'haaleo/publish-vscode-extension': 'pat', 'lannonbr/vsce-action': 'vsce_token' },
      variables: /^VSCE_(?:\w{1,40}_)?(?:PAT|TOKEN)$|^VS(?:CODE)?_MARKETPLACE_(?:\w{1,40}_)?(?:PAT|TOKEN)$/,
      commands: /\bvsce\s+(?:publish|login)\b|@vscode\/vsce/,
      names: 'VSCE VS_MARKETPLACE VSCODE_MARKETPLACE',
    },
  ],
})

export const provider: Provider = {
  id: 'vscode-marketplace',
  title: 'Visual Studio Marketplace',
  docs: 'https://code.visualstudio.com/api/working-with-extensions/publishing-extension',
  hosts: [],
  tokens: [],
  migrations: [told],
}
