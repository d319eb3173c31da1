import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// The length is not documented: the bounds leave room around the 34 letters of today's tokens.
const userToken: TokenKind = {
  id: 'hugging-face/user-token',
  title: 'Hugging Face user access token',
  keywords: ['hf_'],
  pattern: /(?<![A-Za-z0-9_-])hf_[A-Za-z0-9]{32,40}(?![A-Za-z0-9_])/,
  plausible,
}

// Deprecated, says the page on user access tokens; those that were made may still be there.
const organizationToken: TokenKind = {
  id: 'hugging-face/organization-token',
  title: 'Hugging Face organization API token',
  keywords: ['api_org_'],
  pattern: /(?<![A-Za-z0-9_-])api_org_[A-Za-z0-9]{32,40}(?![A-Za-z0-9_])/,
  plausible,
}

export const tokens: readonly TokenKind[] = [userToken, organizationToken]

/** Letters of both cases in no word's order: an identifier in code has at most a hump every few letters. */
function plausible(text: string): boolean {
  const body = text.slice(text.lastIndexOf('_') + 1)
  return !isSample(body) && (body.match(/[A-Z]/g) ?? []).length >= 5 && (body.match(/[a-z]/g) ?? []).length >= 5
}
