// A stored upload token → OIDC, which CodSpeed recommends: codspeed.io/docs/integrations/ci/github-actions/configuration
import { switching } from '../../recipes/switching.ts'

export const oidc = switching({
  id: 'codspeed/oidc',
  title: 'Upload to CodSpeed by OIDC instead of a stored token',
  thing: 'token',
  reason: 'CodSpeed knows the run by GitHub\'s OIDC token; the stored token is not read any more. Pull requests of forks upload without any, as before.',
  sites: [{
    action: 'CodSpeedHQ/action',
    since: [4, 4],
    secrets: 'token codspeed_token',
    // Required since version 4; before, there was no other.
    set: [{ input: 'mode', value: 'simulation', where: 'missing' }],
  }],
  words: 'TOKEN UPLOAD',
  fallback: 'CODSPEED',
  assumed: [],
  retire: () => ['Nothing is to be revoked but the upload token: make a new one on the repository\'s settings page at [CodSpeed](https://codspeed.io/), so that the stored one is dead.'],
  told: [{
    variables: /^CODSPEED_TOKEN$/,
    names: 'CODSPEED',
    action: 'report',
    say: 'CodSpeed takes GitHub\'s OIDC token: give the job `id-token: write` and leave `CODSPEED_TOKEN` away, where its runner is new enough, which this file does not tell.',
  }],
})
