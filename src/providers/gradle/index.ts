import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('gradle', [
  {
    what: 'A key of Gradle\'s plugin portal',
    how: 'An account of its own for the one plugin.',
    variables: /^GRADLE_PUBLISH_(?:KEY|SECRET)$/,
    commands: /-Pgradle\.publish\./,
    names: 'GRADLE_PUBLISH',
  },
  {
    what: 'A Develocity access key',
    how: '`gradle/actions/setup-gradle` makes a token of it that lives for two hours; give it the key as `develocity-access-key` and '
      + 'give none to the build.',
    inputs: {
      'gradle/actions/setup-gradle': 'develocity-access-key gradle-enterprise-access-key',
      'gradle/develocity-actions/setup-maven': 'develocity-access-key',
    },
    variables: /^(?:GRADLE_ENTERPRISE|DEVELOCITY|GE)_ACCESS_(?:KEY|TOKEN)$/,
    names: 'DEVELOCITY GRADLE_ENTERPRISE GE_ACCESS',
  },
  {
    what: 'The key that encrypts Gradle\'s configuration cache',
    how: 'Nobody but the builds needs it: make a new one whenever you like.',
    inputs: { 'gradle/actions/setup-gradle': 'cache-encryption-key', 'gradle/gradle-build-action': 'cache-encryption-key' },
    variables: /^GRADLE_ENCRYPTION_KEY$/,
  },
])

export const provider: Provider = {
  id: 'gradle',
  title: 'Gradle',
  docs: 'https://docs.gradle.com/develocity/gradle-plugin/current/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
