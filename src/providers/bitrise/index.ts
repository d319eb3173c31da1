import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'bitrise/build-cache-oidc',
  title: 'Reach the Bitrise build cache by OIDC',
  told: [
    {
      action: 'report',
      say: 'The build cache CLI 3.15 and newer takes GitHub\'s OIDC token under a policy of the workspace '
        + '(`BITRISE_BUILD_CACHE_OIDC_POLICY_ID`, `BITRISE_BUILD_CACHE_WORKSPACE_ID`) instead of a token; the policy is made at Bitrise '
        + 'first.',
      variables: /^BITRISE_(?:BUILD_CACHE_|CACHE_)(?:AUTH_|ACCESS_)?TOKEN$/,
      names: 'BITRISE_BUILD_CACHE',
    },
  ],
})

export const provider: Provider = {
  id: 'bitrise',
  title: 'Bitrise Build Cache',
  docs: 'https://devcenter.bitrise.io/',
  hosts: [],
  tokens: [],
  migrations: [told],
}
