import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('powershell-gallery', [
  {
    what: 'A key of the PowerShell Gallery',
    how: 'Scoped to pushing new versions of the one package, with an end (at most 365 days).',
    inputs: { 'natescherer/publish-powershell-action': 'nuget-api-key' },
    variables: /^(?:PS_?GALLERY|POWERSHELL_?GALLERY|PSG)_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /\bPublish-(?:Module|Script|PSResource)\b/i,
    names: 'PSGALLERY PS_GALLERY POWERSHELL_GALLERY POWERSHELLGALLERY',
  },
])

export const provider: Provider = {
  id: 'powershell-gallery',
  title: 'PowerShell Gallery',
  docs: 'https://learn.microsoft.com/en-us/powershell/gallery/how-to/publishing-packages/publishing-a-package',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
