import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'terramate/oidc',
  title: 'Reach Terramate Cloud by OIDC',
  told: [
    {
      action: 'report',
      say: 'Terramate\'s CLI takes GitHub\'s OIDC token by itself in a job with `id-token: write`, for a repository that its organization '
        + 'knows: leave the key away. Whether it knows this one does not stand in the file.',
      variables: /^TMC_(?:\w{1,40}_)?(?:TOKEN|KEY)$/,
      names: 'TMC_TOKEN TERRAMATE',
    },
  ],
})

export const provider: Provider = {
  id: 'terramate',
  title: 'Terramate Cloud',
  docs: 'https://terramate.io/docs/cloud/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
