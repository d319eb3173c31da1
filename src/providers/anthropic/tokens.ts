import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// The prefixes are those of https://platform.claude.com/docs/en/manage-claude/admin-api-keys and its API overview; the
// length is not documented: the bounds leave room around the 95 characters that follow the prefix.
const apiKey: TokenKind = {
  id: 'anthropic/api-key',
  title: 'Anthropic API key',
  keywords: ['sk-ant-api'],
  pattern: /(?<![A-Za-z0-9_-])sk-ant-api\d{2}-[A-Za-z0-9_-]{80,130}(?![A-Za-z0-9_-])/,
  plausible,
}

const adminKey: TokenKind = {
  id: 'anthropic/admin-key',
  title: 'Anthropic admin key',
  keywords: ['sk-ant-admin'],
  pattern: /(?<![A-Za-z0-9_-])sk-ant-admin\d{2}-[A-Za-z0-9_-]{80,130}(?![A-Za-z0-9_-])/,
  plausible,
}

// What `claude setup-token` prints: https://code.claude.com/docs/en/authentication
const oauthToken: TokenKind = {
  id: 'anthropic/oauth-token',
  title: 'Claude OAuth token (access or refresh)',
  keywords: ['sk-ant-oat', 'sk-ant-ort'],
  pattern: /(?<![A-Za-z0-9_-])sk-ant-o[ar]t\d{2}-[A-Za-z0-9_-]{80,130}(?![A-Za-z0-9_-])/,
  plausible,
}

export const tokens: readonly TokenKind[] = [apiKey, adminKey, oauthToken]

function plausible(text: string): boolean {
  return !isSample(text)
}
