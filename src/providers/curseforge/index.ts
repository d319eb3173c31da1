import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('curseforge', [
  {
    what: 'A CurseForge token',
    how: 'A token of its own for this repository.',
    inputs: { 'kir-antipov/mc-publish': 'curseforge-token' },
    variables: /^(?:CURSEFORGE|CF)_(?:API_)?(?:KEY|TOKEN)$|^CURSE_TOKEN$/,
    names: 'CURSEFORGE',
  },
])

export const provider: Provider = {
  id: 'curseforge',
  title: 'CurseForge',
  docs: 'https://support.curseforge.com/en/support/solutions/articles/9000197321-curseforge-upload-api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
