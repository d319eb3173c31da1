import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// The prefixes stand in the examples of https://docs.docker.com/reference/api/hub/latest/; the lengths are not said there.
const personalToken: TokenKind = {
  id: 'docker-hub/personal-token',
  title: 'Docker personal access token',
  keywords: ['dckr_pat_'],
  pattern: /(?<![A-Za-z0-9_-])dckr_pat_[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

const organizationToken: TokenKind = {
  id: 'docker-hub/organization-token',
  title: 'Docker organization access token',
  keywords: ['dckr_oat_'],
  pattern: /(?<![A-Za-z0-9_-])dckr_oat_[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [personalToken, organizationToken]
