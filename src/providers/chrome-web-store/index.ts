import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('chrome-web-store', [
  {
    what: 'An OAuth credential of the Chrome Web Store',
    how: 'The refresh token belongs to a publisher\'s account: one of its own with the one extension, in an environment with reviewers.',
    inputs: {
      'mnao305/chrome-extension-upload': 'refresh-token client-secret',
      'browser-actions/release-chrome-extension': 'oauth-refresh-token oauth-client-secret',
      'plasmohq/bpp': 'keys',
      'puzzlers-labs/chrome-webstore-publish': 'refresh-token client-secret',
    },
    variables: /^(?:CHROME|CWS|WEBSTORE|CHROME_WEBSTORE|CHROME_WEB_STORE)_(?:\w{1,40}_)?(?:TOKEN|SECRET|KEY)$/,
    commands: /chrome-webstore-upload|googleapis\.com\/upload\/chromewebstore/,
    names: 'CHROME CWS CHROME_WEBSTORE',
  },
])

export const provider: Provider = {
  id: 'chrome-web-store',
  title: 'Chrome Web Store',
  docs: 'https://developer.chrome.com/docs/webstore/using-api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
