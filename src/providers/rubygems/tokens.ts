import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'

// 24 random bytes in hex: https://github.com/rubygems/rubygems.org/blob/master/app/controllers/concerns/api_keyable.rb
const apiKey: TokenKind = {
  id: 'rubygems/api-key',
  title: 'RubyGems.org API key',
  keywords: ['rubygems_'],
  pattern: /(?<![A-Za-z0-9_-])rubygems_[0-9a-f]{48}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
}

export const tokens: readonly TokenKind[] = [apiKey]
