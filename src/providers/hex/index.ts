import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

// For packages that are published already; to publish and to fetch those of an organization too: hex.pm/docs/workload-identity
const identity = telling({
  id: 'hex/workload-identity',
  title: 'Publish to Hex with a workload identity instead of a stored key',
  told: [
    {
      action: 'report',
      say: 'Hex takes GitHub\'s OIDC token: an owner of the package (or the organization) adds a workload identity for the repository, the workflow '
        + 'and its environment, and the job exchanges its token for one of 15 minutes (`HEX_API_KEY="Bearer …"`). A package\'s first release needs '
        + 'a key still, one with `--permission package:NAME`.',
      inputs: { 'erlangpack/github-action': 'hex_api_key hex-api-key', 'synchronal/hex-publish-action': 'hex-api-key' },
      variables: /^HEX(?:PM)?_(?:API_|WRITE_|USER_|ORG_|ORGANIZATION_)?(?:KEY|SECRET|TOKEN)$/,
      commands: /\bmix\s+hex\.(?!repo\b)|\brebar3\s+hex\b|\bgleam\s+publish\b/,
      names: 'HEX HEXPM',
    },
  ],
})

export const provider: Provider = {
  id: 'hex',
  title: 'Hex',
  docs: 'https://hex.pm/docs/workload-identity',
  hosts: [],
  tokens: [],
  migrations: [identity],
}
