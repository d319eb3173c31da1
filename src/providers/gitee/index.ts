import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('gitee', [
  {
    what: 'A Gitee credential',
    how: 'A deploy key or private token for the one repository, not the account\'s password.',
    inputs: { 'yanglbme/gitee-pages-action': 'gitee-password' },
    variables: /^GITEE_(?:\w{1,40}_)?(?:TOKEN|PASSWORD|KEY)$/,
    commands: /gitee\.com/,
    names: 'GITEE',
  },
])

export const provider: Provider = {
  id: 'gitee',
  title: 'Gitee',
  docs: 'https://gitee.com/api/v5/oauth_doc',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
