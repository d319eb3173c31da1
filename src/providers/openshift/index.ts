import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('openshift', [
  {
    what: 'An OpenShift token',
    how: 'A service account\'s token with the rights of the one namespace, made for a time (`oc create token`).',
    inputs: { 'redhat-actions/oc-login': 'openshift_token openshift_password' },
    variables: /^OPENSHIFT_(?:\w{1,40}_)?(?:TOKEN|PASSWORD|PASS)$/,
    commands: /\boc\s+login\b/,
    names: 'OPENSHIFT',
  },
])

export const provider: Provider = {
  id: 'openshift',
  title: 'OpenShift',
  docs: 'https://docs.redhat.com/en/documentation/openshift_container_platform',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
