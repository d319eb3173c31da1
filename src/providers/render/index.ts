import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('render', [
  {
    what: 'A Render credential',
    how: 'A deploy hook can only deploy the one service, an API key everything of its owner; or let Render deploy on pushes, which '
      + 'needs no secret here.',
    inputs: { 'johnbeynon/render-deploy-action': 'api-key' },
    variables: /^RENDER_(?:\w{1,40}_)?(?:API_KEY|TOKEN|HOOK|DEPLOY_HOOK_URL|HOOK_URL)$/,
    commands: /api\.render\.com/,
    names: 'RENDER',
  },
])

export const provider: Provider = {
  id: 'render',
  title: 'Render',
  docs: 'https://render.com/docs/deploy-hooks',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
