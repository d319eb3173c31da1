import { defined } from '../../lib/defined.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { at, parseJson } from '../../lib/json.ts'
import { isSample } from '../../lib/sample.ts'
import type { Facts, TokenKind } from '../../provider.ts'
import { checksum } from './checksum.ts'

// Up to 255 characters are to be expected; the checksum keeps that width from matching anything else.
// https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available/
const classicToken: TokenKind = {
  id: 'github/pat-classic',
  title: 'GitHub personal access token (classic)',
  keywords: ['ghp_'],
  pattern: /(?<![A-Za-z0-9_])ghp_[A-Za-z0-9]{36,251}(?![A-Za-z0-9_])/,
  checksum,
}

// Its checksum is not documented, so nothing is dropped for it.
const fineGrainedToken: TokenKind = {
  id: 'github/pat-fine-grained',
  title: 'GitHub fine-grained personal access token',
  keywords: ['github_pat_'],
  pattern: /(?<![A-Za-z0-9_])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59,222}(?![A-Za-z0-9_])/,
  plausible: (text) => !isSample(text),
}

const oauthToken: TokenKind = {
  id: 'github/oauth',
  title: 'GitHub OAuth access token',
  keywords: ['gho_'],
  pattern: /(?<![A-Za-z0-9_])gho_[A-Za-z0-9]{36,251}(?![A-Za-z0-9_])/,
  checksum,
}

const userToServerToken: TokenKind = {
  id: 'github/user-to-server',
  title: 'GitHub App user access token',
  keywords: ['ghu_'],
  pattern: /(?<![A-Za-z0-9_])ghu_[A-Za-z0-9]{36,251}(?![A-Za-z0-9_])/,
  checksum,
}

// 76 characters in the examples of https://docs.github.com/en/rest/credentials/revoke; whether they end in a checksum is not said.
const refreshToken: TokenKind = {
  id: 'github/refresh',
  title: 'GitHub App refresh token',
  keywords: ['ghr_'],
  pattern: /(?<![A-Za-z0-9_])ghr_[A-Za-z0-9]{36,251}(?![A-Za-z0-9_])/,
  plausible: (text) => !isSample(text),
}

const installationToken: TokenKind = {
  id: 'github/installation',
  title: 'GitHub App installation token',
  keywords: ['ghs_'],
  pattern: /(?<![A-Za-z0-9_])ghs_[A-Za-z0-9]{36,251}(?![A-Za-z0-9_])/,
  checksum,
}

// `ghs_APPID_JWT`, about 520 characters:
// https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header/
const statelessInstallationToken: TokenKind = {
  id: 'github/installation-stateless',
  title: 'GitHub App installation token (stateless)',
  keywords: ['ghs_'],
  pattern: /(?<![A-Za-z0-9_])ghs_\d{1,20}_eyJ[\w-]{10,1000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1500}(?!\.?[\w-])/,
  read: readStateless,
}

export const tokens: readonly TokenKind[] = [
  classicToken,
  fineGrainedToken,
  oauthToken,
  userToServerToken,
  refreshToken,
  installationToken,
  statelessInstallationToken,
]

/** The App's id stands before the JWT; its claims `iat` and `exp` are those of RFC 7519. */
function readStateless(text: string): Facts {
  const [, app = '', ...rest] = text.split('_')
  const claims = parseJson(Buffer.from(rest.join('_').split('.')[1] ?? '', 'base64url').toString('utf8'))
  return defined<Facts>({
    created: isoTime(at(claims, 'iat')),
    expires: isoTime(at(claims, 'exp')),
    detail: { app },
  })
}
