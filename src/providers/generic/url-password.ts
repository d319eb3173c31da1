import type { TokenKind } from '../../provider.ts'
import { classesOf, randomness } from './randomness.ts'
import { fakeWords, isStandIn } from './stand-in.ts'

// What people write before the @ though RFC 3986, 3.2.1 wants some of it escaped. Brackets and quotes end a URL, or begin a template.
const USER = String.raw`[!$%*+.0-9A-Z^_a-z~\x80-\xff\-]{0,128}`
const PASSWORD = String.raw`[!#$%&*+.0-9:=?A-Z^_a-z~\x80-\xff\-]{6,256}`

// Loopback, the names reserved for documentation (RFC 2606, 6761) and stand-ins for a name: no place to use a password at.
const NOWHERE = [
  String.raw`localhost|127\.\d|0\.0\.0\.0|\[::1\]`,
  String.raw`(?:[\w\-]{1,60}\.){0,5}(?:example|test|invalid|localhost)(?:\.(?:com|net|org))?(?![\w.\-])`,
  String.raw`host(?:name)?\b(?!\.)|(?:my|your|the|some)[\w\-]{0,20}\b(?!\.)`,
].join('|')

/** `scheme://user:password@host`. A password that equals the user's name keeps nothing. */
export const urlPassword: TokenKind = {
  id: 'generic/url-password',
  title: 'Password in a URL',
  keywords: ['://'],
  pattern: new RegExp(String.raw`(?<=[A-Za-z0-9]):\/\/(?<user>${USER}):(?!\k<user>@)(?<secret>${PASSWORD})@(?=[A-Za-z0-9[_])(?!${NOWHERE})`, 'i'),
  rank: 'format',
  nature: 'guessable',
  plausible,
}

function plausible(secret: string): boolean {
  const password = secret.replaceAll(/%[0-9a-f]{2}/gi, '%')
  if (password.length < 6 || isStandIn(password) || /^[\d.]{1,256}$/.test(password) || password.startsWith('$')) return false
  if (randomness(password) >= 7 + 8 * fakeWords(password)) return true
  return password.length >= 8 && fakeWords(password) === 0 && classesOf(password).size >= 2
}
