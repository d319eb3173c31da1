import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('hex', [
  {
    what: 'A Hex key',
    how: 'A key for the one package: `mix hex.user key generate --permission package:NAME`.',
    inputs: { 'erlangpack/github-action': 'hex_api_key', 'synchronal/hex-publish-action': 'hex-api-key' },
    variables: /^HEX(?:PM)?_(?:API_|WRITE_|USER_)?(?:KEY|SECRET|TOKEN)$/,
    commands: /\bmix\s+hex\.|\brebar3\s+hex\b/,
    names: 'HEX HEXPM',
  },
])

export const provider: Provider = {
  id: 'hex',
  title: 'Hex',
  docs: 'https://hex.pm/docs/publish',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
