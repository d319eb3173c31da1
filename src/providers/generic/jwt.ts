import { at, parseJson, textAt, type Json } from '../../lib/json.ts'
import { defined } from '../../lib/defined.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { isSample } from '../../lib/sample.ts'
import type { Facts, TokenKind } from '../../provider.ts'

/** A signed JSON Web Token (RFC 7519, 7515) in its compact form: header and claims are JSON objects, so both begin `eyJ`. */
export const jwt: TokenKind = {
  id: 'generic/jwt',
  title: 'JSON Web Token',
  keywords: ['eyj'],
  // The shortest common signature is HS256's: 43 characters. Before it no letter of base64url, but `%20` of a URL may stand there.
  pattern: /(?<![\w-](?<!%[0-9A-Fa-f]{2}))eyJ[\w-]{12,1000}\.eyJ[\w-]{4,6000}\.[\w-]{43,1400}(?![\w-])/,
  rank: 'format',
  plausible,
  read: facts,
}

function plausible(text: string): boolean {
  const [header, claims] = decoded(text)
  const algorithm = textAt(header, 'alg')
  if (algorithm === undefined || algorithm.toLowerCase() === 'none') return false
  if (typeof claims !== 'object' || claims === null) return false
  return !isSample(text.slice(text.lastIndexOf('.'))) && !isSampleClaims(claims) && !isPublicByDesign(claims)
}

/** The tokens that documentation copies from https://jwt.io and RFC 7519, and the demonstration keys of Supabase. */
function isSampleClaims(claims: Json): boolean {
  return textAt(claims, 'sub') === '1234567890'
    || /^(?:John|Jane) Doe$/i.test(textAt(claims, 'name') ?? '')
    || at(claims, 'http://example.com/is_root') !== undefined
    || textAt(claims, 'iss') === 'supabase-demo'
}

/** Supabase's `anon` keys are made to be shipped to browsers: https://supabase.com/docs/guides/api/api-keys */
function isPublicByDesign(claims: Json): boolean {
  return textAt(claims, 'iss') === 'supabase' && textAt(claims, 'role') === 'anon'
}

function facts(text: string): Facts {
  const [header, claims] = decoded(text)
  const detail = defined<Record<string, string>>({ algorithm: shown(textAt(header, 'alg')), issuer: shown(textAt(claims, 'iss')) })
  return defined<Facts>({ expires: timeAt(claims, 'exp'), created: timeAt(claims, 'iat'), detail })
}

/** A NumericDate (RFC 7519, 2): seconds since 1970, here up to the year 9999. */
function timeAt(claims: Json | undefined, name: string): string | undefined {
  const time = at(claims, name)
  return typeof time === 'number' && Math.abs(time) < 253_402_300_800 ? isoTime(time) : undefined
}

/** Claims are anybody's text: only what is short and plain is shown. */
function shown(text: string | undefined): string | undefined {
  return text !== undefined && /^[\x21-\x7e]{1,200}$/.test(text) ? text : undefined
}

function decoded(text: string): readonly (Json | undefined)[] {
  return text.split('.', 2).map(decodedPart)
}

/** JSON is parsed only where it can be: an exception for every near-match would be dear. */
function decodedPart(part: string): Json | undefined {
  const text = Buffer.from(part, 'base64url').toString('utf8')
  return /^\{\s{0,9}"\w[^]{0,6000}\}\s{0,9}$/.test(text) ? parseJson(text) : undefined
}
