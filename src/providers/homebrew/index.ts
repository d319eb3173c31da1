import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'homebrew/app-token',
  title: 'Update the tap with an App\'s token',
  told: [
    {
      action: 'report',
      say: 'The tap is another repository, which the job\'s own token cannot reach: a GitHub App that is installed on the tap alone gives '
        + 'the job a token for an hour (`actions/create-github-app-token`), and an exchange like octo-sts needs no stored key at all. '
        + 'Neither is set up, as far as this file tells.',
      inputs: {
        'mislav/bump-homebrew-formula-action': 'committer_token',
        'dawidd6/action-homebrew-bump-formula': 'token',
        'dawidd6/action-homebrew-bump-cask': 'token',
        'macauley/action-homebrew-bump-cask': 'token',
        'justintime50/homebrew-releaser': 'github_token',
        'homebrew/actions/bump-packages': 'token',
        'homebrew/actions/bump-formulae': 'token',
      },
      variables: /^(?:HOMEBREW_|BREW_)?TAP_(?:\w{1,40}_)?TOKEN$|^(?:HOMEBREW|BREW)_(?:\w{1,40}_)?(?:TOKEN|PAT)$/,
      commands: /\bbrew\s+bump-(?:formula|cask)-pr\b|homebrew-[a-z]{1,40}/,
      names: 'HOMEBREW TAP_GITHUB BREW',
    },
  ],
})

export const provider: Provider = {
  id: 'homebrew',
  title: 'Homebrew',
  docs: 'https://docs.brew.sh/Taps',
  hosts: [],
  tokens: [],
  migrations: [told],
}
