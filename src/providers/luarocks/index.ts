import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('luarocks', [
  {
    what: 'A LuaRocks key',
    how: 'A key of its own for this repository; revoke it on the settings page.',
    variables: /^LUAROCKS_(?:API_)?(?:KEY|TOKEN)$/,
    commands: /\bluarocks\s+upload\b/,
    names: 'LUAROCKS',
  },
])

export const provider: Provider = {
  id: 'luarocks',
  title: 'LuaRocks',
  docs: 'https://luarocks.org/settings/api-keys',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
