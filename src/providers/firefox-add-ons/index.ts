import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('firefox-add-ons', [
  {
    what: 'A key of addons.mozilla.org',
    how: 'It can do all that its account can: an account of its own with the one add-on.',
    inputs: {
      'kewisch/action-web-ext': 'apisecret apikey',
      'wdzeng/firefox-addon': 'jwt-secret jwt-issuer',
      'trmcnvn/firefox-addon': 'api-secret api-key',
    },
    variables: /^(?:WEB_EXT_API|AMO|FIREFOX|AMO_JWT|MOZILLA)_(?:\w{1,40}_)?(?:SECRET|KEY)$/,
    commands: /\bweb-ext\s+sign\b/,
    names: 'AMO FIREFOX WEB_EXT',
  },
])

export const provider: Provider = {
  id: 'firefox-add-ons',
  title: 'Firefox Add-ons',
  docs: 'https://extensionworkshop.com/documentation/develop/getting-started-with-web-ext/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
