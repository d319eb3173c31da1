import type { Provider } from '../../provider.ts'
import { KEEP } from '../../recipes/advice.ts'
import { telling } from '../../recipes/told.ts'

const account = telling({
  id: 'chrome-web-store/service-account',
  title: 'Publish to the Chrome Web Store by a service account instead of a stored refresh token',
  told: [
    {
      action: 'advice',
      say: `One secret with the credentials of several stores, which one action takes: publish to each store by itself, and the Chrome Web Store can do without. ${KEEP}`,
      inputs: { 'plasmohq/bpp': 'keys' },
    },
    {
      action: 'report',
      say: 'The second version of the Chrome Web Store\'s API takes service accounts: add one in the developer dashboard, let the job become it by Google\'s workload '
        + 'identity federation (`google-github-actions/auth`, `token_format: access_token`), and publish with that token. What publishes here wants the refresh token of a '
        + 'person: it must be another tool, or one that is told an access token.',
      inputs: {
        'mnao305/chrome-extension-upload': 'refresh-token client-secret',
        'browser-actions/release-chrome-extension': 'oauth-refresh-token oauth-client-secret',
        'puzzlers-labs/chrome-webstore-publish': 'refresh-token client-secret',
      },
      variables: /^(?:CHROME|CWS|WEBSTORE|CHROME_WEBSTORE|CHROME_WEB_STORE)_(?:\w{1,40}_)?(?:TOKEN|SECRET)$/,
      commands: /chrome-webstore-upload|googleapis\.com\/(?:upload\/)?chromewebstore/,
      names: 'CWS CHROME_WEBSTORE CHROME_WEB_STORE CHROME_REFRESH CHROME_CLIENT',
    },
  ],
})

export const provider: Provider = {
  id: 'chrome-web-store',
  title: 'Chrome Web Store',
  docs: 'https://developer.chrome.com/docs/webstore/service-accounts',
  hosts: [],
  tokens: [],
  migrations: [account],
}
