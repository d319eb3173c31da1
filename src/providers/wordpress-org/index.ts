import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('wordpress-org', [
  {
    what: 'A password for WordPress.org\'s Subversion',
    how: 'It is its own password, made on the account page: of an account that commits to the one plugin.',
    inputs: { '10up/*': 'svn_password' },
    variables: /^(?:WORDPRESS|WP|WPORG|WP_ORG)?_?SVN_PASS(?:WORD)?$/,
    names: 'SVN WPORG',
  },
])

export const provider: Provider = {
  id: 'wordpress-org',
  title: 'WordPress.org',
  docs: 'https://developer.wordpress.org/plugins/wordpress-org/how-to-use-subversion/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
