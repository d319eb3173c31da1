import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'
import type { Flow } from '../../workflow.ts'

// The exchange: https://github.com/eclipse-openvsx/openvsx/pull/1980
const publisher = telling({
  id: 'open-vsx/trusted-publishing',
  title: 'Publish to Open VSX with trusted publishing instead of a stored token',
  told: [
    {
      action: 'report',
      say: 'Open VSX takes GitHub\'s OIDC token: the namespace\'s owner registers the repository and the workflow as a trusted publisher of the extension, '
        + 'and the job exchanges its token for one of some minutes. Until then use a token for CI alone of an account with the one namespace.',
      inputs: { 'haaleo/publish-vscode-extension': 'pat' },
      variables: /^(?:OVSX|OPEN_?VSX)_(?:\w{1,40}_)?(?:PAT|TOKEN|KEY)$/,
      commands: /\bovsx\s/,
      names: 'OVSX OPEN_VSX OPENVSX',
    },
  ],
})

export const provider: Provider = {
  id: 'open-vsx',
  title: 'Open VSX',
  docs: 'https://github.com/eclipse-openvsx/openvsx/wiki/Trusted-Publishing',
  hosts: [],
  tokens: [],
  migrations: [{ ...publisher, consumes: (flow) => (isMarketplace(flow) ? undefined : publisher.consumes(flow)) }],
}

/** The action publishes here where it is told no other registry: https://github.com/HaaLeo/publish-vscode-extension#registryurl */
function isMarketplace({ to }: Flow): boolean {
  return to.kind === 'input' && to.step.with.some(({ name, value }) => name === 'registryUrl' && !value.includes('open-vsx'))
}
