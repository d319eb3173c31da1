import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'prefix-dev/trusted-publishing',
  title: 'Upload to prefix.dev by trusted publishing',
  told: [
    {
      action: 'report',
      say: 'prefix.dev has trusted publishers (repository and workflow file): register the workflow in the channel\'s settings, give the '
        + 'job `id-token: write` and leave the key away; `rattler-build upload prefix` or `rattler-build publish` must be new enough, '
        + 'which this file does not tell.',
      variables: /^PREFIX_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
      commands: /rattler-build\s+upload\s+prefix|prefix\.dev\/api/,
      names: 'PREFIX_DEV PREFIX_API',
    },
  ],
})

export const provider: Provider = {
  id: 'prefix-dev',
  title: 'prefix.dev',
  docs: 'https://prefix.dev/docs',
  hosts: [],
  tokens: [],
  migrations: [told],
}
