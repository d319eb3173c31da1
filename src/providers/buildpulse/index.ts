import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('buildpulse', [
  {
    what: 'A BuildPulse key',
    how: 'It can only upload test results of the one account; it is no key of AWS, though it looks like one.',
    inputs: { 'workshop64/buildpulse-action': 'secret key', 'buildpulse/buildpulse-action': 'secret key' },
    variables: /^BUILDPULSE_SECRET_ACCESS_KEY$/,
    names: 'BUILDPULSE',
  },
])

export const provider: Provider = {
  id: 'buildpulse',
  title: 'BuildPulse',
  docs: 'https://docs.buildpulse.io/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
