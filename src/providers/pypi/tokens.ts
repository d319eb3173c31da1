import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'
import { readMacaroon } from './macaroon.ts'

// `pypi-` and a macaroon in base64url, whose first bytes say the version and the location, hence the fixed beginnings:
// https://github.com/pypi/warehouse/blob/main/warehouse/macaroons/services.py
const apiToken: TokenKind = {
  id: 'pypi/api-token',
  title: 'PyPI API token',
  keywords: ['pypi-AgEIcHlwaS5vcmc'],
  pattern: /(?<![A-Za-z0-9_-])pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,2000}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
  read: readMacaroon,
}

const testApiToken: TokenKind = {
  id: 'pypi/test-api-token',
  title: 'TestPyPI API token',
  keywords: ['pypi-AgENdGVzdC5weXBpLm9yZw'],
  pattern: /(?<![A-Za-z0-9_-])pypi-AgENdGVzdC5weXBpLm9yZw[A-Za-z0-9_-]{50,2000}(?![A-Za-z0-9_-])/,
  plausible: (text) => !isSample(text),
  read: readMacaroon,
}

export const tokens: readonly TokenKind[] = [apiToken, testApiToken]
