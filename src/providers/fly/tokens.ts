import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// Macaroons in base64, one or more with commas between: https://github.com/superfly/macaroon/blob/main/format.go
const token: TokenKind = {
  id: 'fly/token',
  title: 'Fly.io access token',
  keywords: ['fm2_', 'fm1r_', 'fm1a_'],
  pattern: /(?<![A-Za-z0-9+/=_,-])fm(?:2|1r|1a)_[A-Za-z0-9+/]{60,4000}={0,2}(?:,fm(?:2|1r|1a)_[A-Za-z0-9+/]{20,4000}={0,2}){0,4}(?![A-Za-z0-9+/=_-])/,
  plausible: (text) => !isSample(text.slice(0, 60)),
}

export const tokens: readonly TokenKind[] = [token]
