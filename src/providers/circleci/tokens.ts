import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// A UUID in base 58 and 40 hex digits: https://circleci.com/changelog/new-format-for-api-access-tokens/
const personalToken: TokenKind = {
  id: 'circleci/personal-token',
  title: 'CircleCI personal API token',
  keywords: ['CCIPAT_'],
  pattern: /(?<![A-Za-z0-9_-])CCIPAT_[1-9A-HJ-NP-Za-km-z]{18,24}_[0-9a-f]{40}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

const projectToken: TokenKind = {
  id: 'circleci/project-token',
  title: 'CircleCI project API token',
  keywords: ['CCIPRJ_'],
  pattern: /(?<![A-Za-z0-9_-])CCIPRJ_[1-9A-HJ-NP-Za-km-z]{18,24}_[0-9a-f]{40}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [personalToken, projectToken]
