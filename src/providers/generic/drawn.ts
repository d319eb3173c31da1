import { classesOf, randomness } from './randomness.ts'
import { fakeWords, isStandIn } from './stand-in.ts'

// What a telling name may be given instead of the secret.
const ELSEWHERE = new RegExp([
  String.raw`:\/\/|^(?:\.{1,2}|~|[A-Z]:)[/\\]`, // an address, a path
  String.raw`\.(?:json|ya?ml|toml|xml|ini|conf|env|pem|key|crt|cer|pfx|p12|jks|txt|md|html?|[jt]sx?|py|go|php|rb|java|cs|sh)$`, // a file
  String.raw`^(?:arn|urn|data|vault|op|ref|env|file|ssm|enc|ssh-\w{2,9}):`, // a reference into a store
  String.raw`^(?:sha\d{1,3}|md5)(?:[:-]|[0-9a-f]{32})|\$\w{1,8}\$|^\{\w{1,20}\}`, // a hash: SRI, crypt(3), LDAP
  String.raw`^[\w.+\-]{1,99}@[\w\-]{1,99}(?:\.[\w\-]{1,99}){1,9}$|^[~^]?v?\d{1,9}(?:\.\d{1,9}){1,9}`, // a mail address, a version
  String.raw`^eyJ[\w\-]{1,512}\.eyJ`, // a JWT is a kind of its own
  String.raw`^[0-9a-f]{1,15}$|^-?0x[0-9a-f]+$|^[\d.,:/\-TZ]{1,512}$`, // a short hash, a number, a time
].join('|'), 'i')
/** No secret has less; most values in source code do, so that the dearer looks are seldom taken. */
const LEAST = -4
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a value that stands assigned to a telling name looks like a secret that was drawn at random, or like words. */
export function drawn(value: string): 'at-random' | 'of-words' {
  const text = value.includes('%') ? value.replaceAll(/%[0-9a-f]{2}/gi, '%') : value
  if (text.length < 8) return 'of-words'
  const bits = randomness(text)
  if (bits < LEAST) return 'of-words'
  const least = leastBits(text)
  if (bits < least || isStandIn(text) || ELSEWHERE.test(text) || isProgram(text)) return 'of-words'
  const inner = unwrapped(text)
  if (inner !== undefined) return drawn(inner.slice(inner.indexOf(':') + 1))
  return bits - 8 * fakeWords(text) >= least ? 'at-random' : 'of-words'
}

function leastBits(text: string): number {
  if (UUID.test(text)) return 0
  return isMixed(text) ? LEAST : Math.max(6, 0.3 * text.length)
}

/** The tables of parsers and the like, of every sign there is. */
function isProgram(text: string): boolean {
  return text.length > 80 && /[^\w+/=.:~-]/.test(text)
}

/** What base64 (of a Kubernetes Secret, of basic authentication) wraps, where that is plain text. */
function unwrapped(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]{1,512}={0,2}$/.test(text)) return undefined
  const inner = Buffer.from(text, 'base64').toString('latin1')
  return /^[\x20-\x7e]{4,512}\n?$/.test(inner) ? inner.trim() : undefined
}

/** As people make passwords when they are told to: letters in both cases, digits and a sign. */
function isMixed(text: string): boolean {
  const classes = classesOf(text)
  return (['lower', 'upper', 'digit', 'sign'] as const).every((name) => classes.has(name))
}
