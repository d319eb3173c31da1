import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('ssh', [
  {
    what: 'A deploy key',
    how: 'It never ends and its pushes are nobody\'s: where the job stays in this repository, its own token with `contents: write` does; '
      + 'for another repository a GitHub App\'s token or an exchange like octo-sts does.',
    inputs: {
      'actions/checkout': 'ssh-key',
      'peaceiris/actions-gh-pages': 'deploy_key',
      'cpina/github-action-push-to-another-repository': 'ssh_deploy_key',
      'jamesives/github-pages-deploy-action': 'ssh-key',
      'julia-actions/tagbot': 'ssh',
      'juliaregistries/tagbot': 'ssh',
      'wearerequired/git-mirror-action': 'ssh_private_key',
      'pixta-dev/repository-mirroring-action': 'ssh_private_key',
      'yesolutions/mirror-action': 'git_ssh_private_key',
    },
    variables: /^(?:\w{1,40}_)?DEPLOY_KEY$|^(?:ACTIONS|SSH)_DEPLOY_KEY$|^DOCUMENTER_KEY$/,
    commands: /git@github\.com/,
    names: 'DEPLOY_KEY DOCUMENTER',
  },
  {
    what: 'A private SSH key',
    how: 'A user of its own that may run the one command (`command=` and `restrict` in `authorized_keys`), and known host keys. Servers '
      + 'of your own can take short-lived certificates instead: opkssh trusts GitHub\'s OIDC token, and Vault, Teleport or a cloud\'s '
      + 'session manager sign for a job that logs in with it.',
    inputs: {
      'webfactory/ssh-agent': 'ssh-private-key',
      'appleboy/ssh-action': 'key password passphrase proxy_key proxy_password',
      'appleboy/scp-action': 'key password passphrase proxy_key',
      'easingthemes/ssh-deploy': 'ssh_private_key',
      'shimataro/ssh-key-action': 'key',
      'burnett01/rsync-deployments': 'remote_key remote_key_pass',
      'garygrossgarten/github-action-ssh': 'privatekey password',
      'garygrossgarten/github-action-scp': 'privatekey password',
      'cross-the-world/ssh-pipeline': 'key pass',
      'fifsky/ssh-action': 'key pass',
      'kielabokkie/ssh-key-and-known-hosts-action': 'ssh-private-key',
      'mrsquaare/ssh-setup-action': 'private-key',
      'contention/rsync-deployments': 'deploy_key',
      'up9cloud/action-rsync': 'key',
      'matheusvanzan/sshpass-action': 'pass',
      'docker-compose-remote-action/action': 'ssh_private_key',
      'dawidd6/action-ansible-playbook': 'key',
    },
    variables: /^(?:\w{1,40}_)?(?:SSH|RSA|ED25519)_(?:PRIVATE_)?(?:\w{1,40}_)?KEY(?:_\w{1,20})?$|^SSH_(?:PRIVATE|PASS(?:WORD|PHRASE)?|KEY\w{0,20}|IDENTITY)$|^SSHPASS$|^ID_RSA$|^(?:SERVER|REMOTE|DEPLOY)_SSH_KEY$/,
    commands: /\bssh-add\b|\.ssh\/|id_rsa|id_ed25519|\bsshpass\b|\bssh\s+-i\b/,
    names: 'SSH SSH_KEY RSA ID_RSA SSH_PRIVATE_KEY',
  },
])

export const provider: Provider = {
  id: 'ssh',
  title: 'SSH',
  docs: 'https://docs.github.com/en/authentication/connecting-to-github-with-ssh/managing-deploy-keys',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
