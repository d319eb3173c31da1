import { defined } from '../../lib/defined.ts'
import { isoTime } from '../../lib/iso-time.ts'
import { isSample } from '../../lib/sample.ts'
import type { Facts, TokenKind } from '../../provider.ts'

// In text an ampersand may be escaped as HTML or JSON writes it.
const AND = String.raw`(?:&amp;|&|\\u0026)`
// https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas, -account-sas and -user-delegation-sas
const NAME = '(?:s[vstepri]|s(?:rt|pr|ip|dd|cid|koid|ktid|kt|ke|ks|kv|aoid|uoid|kdutid|duoid)|rsc[cdelt]|tn|spk|srk|epk|erk|ses)'
const PARAMETER = String.raw`${NAME}=[^&\s"'<>\x60\\;,|)\]}]{0,120}`
const SIGNATURE = 'sig=[A-Za-z0-9%+/]{43,130}(?:=|%3[Dd])'

/**
 * A shared access signature of Azure Storage: its parameters, of which `sv` (a date) and `sig` are always there, from the
 * first to the last. Whichever is the first, one of the two has an ampersand before it.
 */
export const storageSas: TokenKind = {
  id: 'azure/sas',
  title: 'Azure Storage shared access signature',
  keywords: ['&sig=', ';sig=', '0026sig=', '%26sig%3d', '&sv=20', ';sv=20', '0026sv=20', '%26sv%3d20'],
  lookBehind: 600,
  pattern: new RegExp(
    `(?<![A-Za-z0-9_%])(?:${PARAMETER}${AND}){0,18}?${SIGNATURE}(?:${AND}${PARAMETER}){0,18}(?![A-Za-z0-9%+/=])`,
  ),
  plausible: (text) => /^20\d\d-\d\d-\d\d$/.test(parametersOf(text).get('sv') ?? '') && isSigned(text),
  read: readStorage,
}

/**
 * A shared access signature of Service Bus, Event Hubs or IoT Hub, with its expiry in seconds since 1970:
 * https://learn.microsoft.com/en-us/rest/api/eventhub/generate-sas-token
 */
export const messagingSas: TokenKind = {
  id: 'azure/messaging-sas',
  title: 'Azure messaging shared access signature',
  keywords: ['SharedAccessSignature'],
  pattern: new RegExp(
    String.raw`SharedAccessSignature (?<secret>sr=[^&\s"'<>\x60\\;,]{3,300}${AND}(?:(?:se|skn)=[^&\s"'<>\x60\\;,]{1,80}${AND}){0,2}${SIGNATURE}`
      + String.raw`(?:${AND}(?:se|skn)=[^&\s"'<>\x60\\;,]{0,80}){0,2})(?![A-Za-z0-9%+/=])`,
  ),
  plausible: isSigned,
  read: readMessaging,
}

/** An HMAC-SHA256 in base64. */
function isSigned(text: string): boolean {
  const signature = parametersOf(text).get('sig') ?? ''
  return /^[A-Za-z0-9+/]{43}=$/.test(signature) && !isSample(signature)
}

/** Until when and for what it holds; letters that we do not know stay letters. */
function readStorage(text: string): Facts {
  const parameters = parametersOf(text)
  const isAccount = parameters.has('ss')
  return defined<Facts>({
    expires: isoTime(parameters.get('se')),
    scopes: parameters.get('sp')?.split('').map((letter) => permissionOf(letter, isAccount)),
    detail: defined<Record<string, string>>({
      services: parameters.get('ss'),
      resource: parameters.get('srt') ?? parameters.get('sr'),
      addresses: parameters.get('sip'),
      starts: isoTime(parameters.get('st')),
    }),
  })
}

function readMessaging(text: string): Facts {
  const parameters = parametersOf(text)
  return defined<Facts>({ account: parameters.get('sr'), owner: parameters.get('skn'), expires: isoTime(Number(parameters.get('se'))) })
}

const PERMISSIONS: Readonly<Record<string, string>> = {
  r: 'read', a: 'add', c: 'create', w: 'write', d: 'delete', x: 'delete-version', y: 'permanent-delete', l: 'list', t: 'tags',
  f: 'filter', m: 'move', e: 'execute', o: 'ownership', u: 'update', i: 'immutability',
}

function permissionOf(letter: string, isAccount: boolean): string {
  if (letter === 'p') return isAccount ? 'process' : 'permissions'
  return PERMISSIONS[letter] ?? letter
}

/** By name, decoded; a plus sign is one, as signatures are often written without escapes. */
function parametersOf(text: string): ReadonlyMap<string, string> {
  const query = text.replaceAll(/&amp;|\\u0026/g, '&').replaceAll('+', '%2B')
  return new Map(new URLSearchParams(query))
}
