import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('argos', [
  {
    what: 'An Argos token',
    how: 'The project\'s token can only upload screenshots; in public repositories Argos knows a run of GitHub Actions without any.',
    variables: /^ARGOS_(?:\w{1,40}_)?TOKEN$/,
    commands: /\bargos\b.{0,200}--token/,
    names: 'ARGOS',
  },
])

export const provider: Provider = {
  id: 'argos',
  title: 'Argos',
  docs: 'https://argos-ci.com/docs/github-actions',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
