import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// https://github.com/supabase/cli/blob/develop/internal/utils/access_token.go
const accessToken: TokenKind = {
  id: 'supabase/access-token',
  title: 'Supabase access token',
  keywords: ['sbp_'],
  pattern: /(?<![A-Za-z0-9_-])sbp_(?:oauth_)?[0-9a-f]{40}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

// The prefix: https://supabase.com/docs/guides/getting-started/api-keys; the length is not said. `sb_publishable_` keys are for all to see.
const secretKey: TokenKind = {
  id: 'supabase/secret-key',
  title: 'Supabase secret key',
  keywords: ['sb_secret_'],
  pattern: /(?<![A-Za-z0-9_-])sb_secret_[A-Za-z0-9_-]{22,80}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [accessToken, secretKey]
