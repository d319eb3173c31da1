// github.com/chainguard-dev/setup-chainctl
import { telling } from '../../recipes/told.ts'

export const told = telling({
  id: 'chainguard/identity',
  title: 'Pull from Chainguard with an assumed identity',
  told: [
    {
      action: 'report',
      say: 'Chainguard lets a workflow assume an identity with GitHub\'s OIDC token: `chainguard-dev/setup-chainctl` with `identity` logs in to `cgr.dev` too, so no pull token is stored. '
        + 'The identity is made at Chainguard first, for the exact subject.',
      inputs: { 'chainguard-dev/setup-chainctl': 'invite-code' },
      variables: /^(?:CHAINGUARD|CGR)_(?:\w{1,40}_)?(?:TOKEN|PASSWORD|KEY)$/,
      commands: /\bcgr\.dev\b|\bchainctl\s/,
      image: /^cgr\.dev/,
      names: 'CHAINGUARD CGR',
    },
  ],
})
