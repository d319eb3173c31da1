import type { Provider } from '../../provider.ts'
import { telling } from '../../recipes/told.ts'

const told = telling({
  id: 'pub-dev/automated-publishing',
  title: 'Publish to pub.dev by automated publishing',
  told: [
    {
      action: 'report',
      say: 'pub.dev publishes for a workflow that a pushed tag starts: turn on automated publishing on the package\'s admin page '
        + '(repository, tag pattern, environment) and call `dart-lang/setup-dart/.github/workflows/publish.yml`, or run `dart pub '
        + 'publish --force` after `dart-lang/setup-dart`, with `id-token: write`. A refresh token of a person\'s Google account is not '
        + 'needed any more.',
      inputs: {
        'k-paxian/dart-package-publisher': 'credentialjson accesstoken refreshtoken',
        'sakebook/actions-flutter-pub-publisher': 'credential',
        'ilteoood/actions-flutter-pub-publisher': 'credential',
      },
      variables: /^PUB(?:_?DEV)?_(?:\w{1,40}_)?(?:CREDENTIALS?|TOKEN|JSON|CREDENTIALS_JSON)$/,
      commands: /pub-credentials\.json|\.pub-cache\/credentials/,
      names: 'PUB_DEV PUB_CREDENTIALS PUB_DEV_CREDENTIALS',
    },
  ],
})

export const provider: Provider = {
  id: 'pub-dev',
  title: 'pub.dev',
  docs: 'https://dart.dev/tools/pub/automated-publishing',
  hosts: [],
  tokens: [],
  migrations: [told],
}
