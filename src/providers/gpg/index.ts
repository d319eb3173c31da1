import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('gpg', [
  {
    what: 'An OpenPGP signing key',
    how: 'A subkey that can only sign and ends within a year, without the primary key; Sigstore signs without a stored key where those '
      + 'who verify accept it.',
    inputs: {
      'crazy-max/ghaction-import-gpg': 'gpg_private_key gpg-private-key passphrase',
      'actions/setup-java': 'gpg-private-key',
      'samuelmeuli/action-maven-publish': 'gpg_private_key gpg_passphrase',
      'hashicorp/ghaction-import-gpg': 'gpg_private_key passphrase',
      'paultyng/ghaction-import-gpg': 'gpg_private_key passphrase',
      'helm/chart-releaser-action': 'cr_key',
    },
    variables: /^(?:\w{1,40}_)?(?:GPG|PGP)_(?:\w{1,40}_)?(?:KEY|KEYS|PASSPHRASE|PASSWORD|PASS|BASE64)$|^(?:GPG|PGP)_(?:PRIVATE|SECRET|SIGNING)\w{0,20}$|^JRELEASER_GPG_\w{1,40}$|^ORG_GRADLE_PROJECT_SIGNING\w{0,40}(?:KEY|PASSWORD)$|^ORG_GRADLE_PROJECT_SIGNING_IN_MEMORY_KEY\w{0,20}$/,
    commands: /\bgpg2?\s|--passphrase/,
    names: 'GPG PGP',
  },
])

export const provider: Provider = {
  id: 'gpg',
  title: 'OpenPGP',
  docs: 'https://www.gnupg.org/documentation/manuals/gnupg/OpenPGP-Key-Management.html',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
