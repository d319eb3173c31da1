import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// `dapi` and 128 bits in hex: https://learn.microsoft.com/en-us/purview/sit-defn-azure-databricks-personal-access-token
const personalToken: TokenKind = {
  id: 'databricks/personal-token',
  title: 'Databricks personal access token',
  keywords: ['dapi'],
  pattern: /(?<![A-Za-z0-9_-])dapi[0-9a-f]{32}(?:-\d{1,2})?(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [personalToken]
