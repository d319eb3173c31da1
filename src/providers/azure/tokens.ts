import { assigned } from '../../lib/assigned.ts'
import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'
import { cosmosKey, sharedAccessKey, storageKey } from './keys.ts'
import { messagingSas, storageSas } from './sas.ts'

// Three characters, a digit, `Q~` and the rest, 37 or 40 in all:
// https://learn.microsoft.com/en-us/purview/sit-defn-azure-ad-client-secret
const clientSecret: TokenKind = {
  id: 'azure/client-secret',
  title: 'Microsoft Entra client secret',
  keywords: ['0Q~', '1Q~', '2Q~', '3Q~', '4Q~', '5Q~', '6Q~', '7Q~', '8Q~', '9Q~'],
  lookBehind: 3,
  pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{30,33}[A-Za-z0-9_~-](?![A-Za-z0-9_~-]|\.[A-Za-z0-9_~-])/,
  plausible: (text) => !isSample(text),
}

// 84 characters, of which 77 to 80 are AZDO: https://learn.microsoft.com/en-us/purview/sit-defn-azure-devops-personal-access-token
const devopsToken: TokenKind = {
  id: 'azure/devops-pat',
  title: 'Azure DevOps personal access token',
  keywords: ['AZDO'],
  lookBehind: 76,
  pattern: /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?![A-Za-z0-9+/=_-])/,
  plausible: (text) => !isSample(text),
}

// 52 characters of base 32 until 2024; AZURE_DEVOPS_EXT_PAT is what Azure's command line reads.
// https://learn.microsoft.com/en-us/azure/devops/release-notes/2024/general/sprint-241-update
const oldDevopsToken: TokenKind = {
  id: 'azure/devops-pat-old',
  title: 'Azure DevOps personal access token (old form)',
  keywords: ['azure', 'vsts', 'ado_pat', 'ado_token', 'ado-pat', 'ado-token', 'adopat', 'adotoken'],
  pattern: assigned({ names: ['azure*devops*pat', 'azure*devops*token', 'vsts*pat', 'vsts*token', '^ado_pat', '^ado_token'], value: '[a-z2-7]{52}' }),
  plausible: (text) => !isSample(text) && /\d/.test(text),
}

export const tokens: readonly TokenKind[] = [
  clientSecret,
  storageKey,
  cosmosKey,
  sharedAccessKey,
  storageSas,
  messagingSas,
  devopsToken,
  oldDevopsToken,
]
