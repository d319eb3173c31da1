import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

const accessToken: TokenKind = {
  id: 'pulumi/access-token',
  title: 'Pulumi access token',
  keywords: ['pul-'],
  pattern: /(?<![A-Za-z0-9_-])pul-[0-9a-f]{40}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [accessToken]
