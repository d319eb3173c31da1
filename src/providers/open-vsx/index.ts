import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'
import type { Flow } from '../../workflow.ts'

const kept = advice('open-vsx', [
  {
    what: 'An Open VSX token',
    how: 'A token for CI alone of an account with the one namespace.',
    inputs: { 'haaleo/publish-vscode-extension': 'pat' },
    variables: /^(?:OVSX|OPEN_?VSX)_(?:\w{1,40}_)?(?:PAT|TOKEN|KEY)$/,
    commands: /\bovsx\s/,
    names: 'OVSX OPEN_VSX OPENVSX',
  },
])

export const provider: Provider = {
  id: 'open-vsx',
  title: 'Open VSX',
  docs: 'https://github.com/eclipse-openvsx/openvsx/wiki/Publishing-Extensions',
  hosts: [],
  tokens: [],
  migrations: [{ ...kept, consumes: (flow) => (isMarketplace(flow) ? undefined : kept.consumes(flow)) }],
}

/** The action publishes here where it is told no other registry: https://github.com/HaaLeo/publish-vscode-extension#registryurl */
function isMarketplace({ to }: Flow): boolean {
  return to.kind === 'input' && to.step.with.some(({ name, value }) => name === 'registryUrl' && !value.includes('open-vsx'))
}
