import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('snapcraft', [
  {
    what: 'A Snap Store login',
    how: 'Export it for the one snap with the few rights and an end: `snapcraft export-login --snaps NAME --acls package_push --expires DATE -`.',
    inputs: { 'snapcore/action-publish': 'store_login snapcraft_store_credentials', 'canonical/action-publish': 'snapcraft_store_credentials' },
    variables: /^SNAPCRAFT_(?:\w{1,40}_)?(?:CREDENTIALS|TOKEN|LOGIN|MACAROON)$|^(?:SNAP_STORE|STORE)_LOGIN$|^SNAP_TOKEN$/,
    commands: /\bsnapcraft\s/,
    names: 'SNAPCRAFT SNAP',
  },
])

export const provider: Provider = {
  id: 'snapcraft',
  title: 'Snapcraft',
  docs: 'https://snapcraft.io/docs/snapcraft-authentication',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
