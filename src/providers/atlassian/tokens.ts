import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// The prefix: https://docs.atlassian.com/atlassian-bamboo/11.0.7/com/atlassian/bamboo/repository/configuration/BitbucketCloudApiTokenUtils.html
// The length varies, says https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/
const apiToken: TokenKind = {
  id: 'atlassian/api-token',
  title: 'Atlassian API token',
  keywords: ['ATATT'],
  pattern: /(?<![A-Za-z0-9_-])ATATT[A-Za-z0-9_=-]{100,400}(?![A-Za-z0-9_=-])/,
  plausible: (text) => !isSample(text) && /[a-z]/.test(text) && /\d/.test(text),
}

export const tokens: readonly TokenKind[] = [apiToken]
