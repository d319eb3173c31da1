import { assigned } from '../../lib/assigned.ts'
import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

const token: TokenKind = {
  id: 'notion/token',
  title: 'Notion API token',
  keywords: ['ntn_'],
  pattern: /(?<![A-Za-z0-9_-])ntn_[A-Za-z0-9]{40,60}(?![A-Za-z0-9_-])/,
  plausible,
}

// Until September 2024 they began with `secret_`, as many things do: https://developers.notion.com/page/changelog
const oldToken: TokenKind = {
  id: 'notion/old-token',
  title: 'Notion API token (old form)',
  keywords: ['notion'],
  pattern: assigned({ names: ['notion*key', 'notion*token', 'notion*secret'], value: 'secret_[A-Za-z0-9]{43}' }),
  plausible,
}

export const tokens: readonly TokenKind[] = [token, oldToken]

function plausible(text: string): boolean {
  return !isSample(text) && /\d/.test(text) && /[A-Z]/.test(text)
}
