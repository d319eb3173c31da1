import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('winget', [
  {
    what: 'A GitHub token that opens pull requests at winget-pkgs',
    how: 'It writes to a fork and asks another owner\'s repository to merge, which only a classic token with `public_repo` can: an '
      + 'account of its own for it, and an end date.',
    inputs: { 'vedantmgoyal9/winget-releaser': 'token', 'vedantmgoyal2009/winget-releaser': 'token' },
    variables: /^WINGET(?:CREATE)?_(?:\w{1,40}_)?(?:TOKEN|PAT)$/,
    commands: /\bwingetcreate\b|\bkomac\b/i,
    names: 'WINGET',
  },
])

export const provider: Provider = {
  id: 'winget',
  title: 'WinGet',
  docs: 'https://learn.microsoft.com/en-us/windows/package-manager/package/repository',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
