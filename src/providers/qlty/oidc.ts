// A stored coverage token → OIDC: github.com/qltysh/qlty-action, coverage
import { switching } from '../../recipes/switching.ts'

export const oidc = switching({
  id: 'qlty/oidc',
  title: 'Upload coverage to Qlty by OIDC instead of a stored token',
  thing: 'token',
  reason: 'Qlty knows the repository by GitHub\'s OIDC token; the stored token is not read any more.',
  sites: [{ action: 'qltysh/qlty-action/coverage', since: [1], secrets: 'token coverage-token', set: [{ input: 'oidc', value: 'true' }] }],
  words: 'TOKEN COVERAGE',
  fallback: 'QLTY',
  assumed: [],
  retire: () => ['Make a new coverage token on the project\'s settings page at [Qlty Cloud](https://qlty.sh/), so that the stored one is dead.'],
  told: [{
    variables: /^QLTY_(?:COVERAGE_)?TOKEN$/,
    commands: /\bqlty\s+coverage\b/,
    names: 'QLTY',
    action: 'report',
    say: 'Qlty takes GitHub\'s OIDC token through `qltysh/qlty-action/coverage` with `oidc: true`; upload by that action instead of a command of your own.',
  }],
})
