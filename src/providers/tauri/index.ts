import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('tauri', [
  {
    what: 'A signing key of Tauri\'s updater',
    how: 'Installed apps trust it for good, so it cannot be changed lightly: give it to the one job that releases.',
    variables: /^TAURI_(?:SIGNING_)?(?:PRIVATE_)?KEY(?:_PASSWORD)?$|^TAURI_SIGNING_PRIVATE_KEY_PASSWORD$/,
    names: 'TAURI_PRIVATE_KEY TAURI_SIGNING',
  },
])

export const provider: Provider = {
  id: 'tauri',
  title: 'Tauri',
  docs: 'https://v2.tauri.app/plugin/updater/#signing-updates',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
