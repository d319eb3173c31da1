import { base62 } from '../../../src/lib/base62.ts'
import { crc32 } from '../../../src/lib/crc32.ts'
import { seconds } from './clock.ts'
import type { Account, InstallationToken, UserToken } from './records.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000

/** An installation token in the form minted since April 2026: `ghs_APPID_JWT`, about 520 characters; lives for an hour. */
export function issueInstallationToken(
  world: World,
  grant: Omit<InstallationToken, 'of' | 'expires'>,
): { readonly text: string; readonly token: InstallationToken } {
  const now = world.clock.now()
  const token: InstallationToken = { ...grant, of: 'installation', expires: new Date(now.getTime() + HOUR) }
  const { app, id } = grant.installation
  const header = encode({ alg: 'RS256', kid: world.mint.hex(8), typ: 'JWT' })
  const claims = encode({ iss: app.id, sub: id, iat: seconds(now), exp: seconds(token.expires), jti: world.mint.hex(12) })
  const signature = world.mint.bytes(256).toString('base64url')
  const text = `ghs_${app.id}_${header}.${claims}.${signature}`
  world.tokens.set(text, token)
  return { text, token }
}

/** A personal access token of a user, real to the last character: prefix, length and checksum. */
export function issueUserToken(world: World, token: UserToken): string {
  const text = token.kind === 'classic' ? classic(world) : fineGrained(world, token.user)
  world.tokens.set(text, token)
  return text
}

// Prefix, 30 characters, CRC-32 of them in base 62:
// https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
function classic(world: World): string {
  const body = world.mint.base62(30)
  return `ghp_${body}${base62(crc32(body), 6)}`
}

function fineGrained(world: World, user: Account): string {
  const owner = `11${base62(user.id, 7)}0`
  const body = `${owner}${world.mint.base62(22 - owner.length)}_${world.mint.base62(53)}`
  return `github_pat_${body}${base62(crc32(body), 6)}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
