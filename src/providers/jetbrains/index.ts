import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('jetbrains', [
  {
    what: 'A token of JetBrains Marketplace',
    how: 'A token of a user that publishes the one plugin.',
    variables: /^(?:JETBRAINS|JB)_(?:\w{1,40}_)?TOKEN$|^INTELLIJ_PUBLISH_TOKEN$|^ORG_GRADLE_PROJECT_INTELLIJ_PUBLISH_TOKEN$/,
    commands: /publishPlugin|plugins\.jetbrains\.com/,
    names: 'JETBRAINS INTELLIJ',
  },
])

export const provider: Provider = {
  id: 'jetbrains',
  title: 'JetBrains Marketplace',
  docs: 'https://plugins.jetbrains.com/docs/marketplace/plugin-upload.html',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
