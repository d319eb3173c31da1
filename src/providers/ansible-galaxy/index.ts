import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('ansible-galaxy', [
  {
    what: 'An Ansible Galaxy token',
    how: 'A token of an account that owns the one namespace.',
    inputs: { 'robertdebock/galaxy-action': 'galaxy_api_key', 'artis3n/ansible_galaxy_collection': 'api_key' },
    variables: /^(?:ANSIBLE_)?GALAXY_(?:\w{1,40}_)?(?:KEY|TOKEN)$/,
    commands: /\bansible-galaxy\b/,
    names: 'GALAXY ANSIBLE_GALAXY',
  },
])

export const provider: Provider = {
  id: 'ansible-galaxy',
  title: 'Ansible Galaxy',
  docs: 'https://docs.ansible.com/ansible/latest/dev_guide/developing_collections_distributing.html',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
