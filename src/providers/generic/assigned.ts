import type { TokenKind } from '../../provider.ts'
import { drawn } from './drawn.ts'

const KEYS = ['api', 'access', 'private', 'encryption', 'signing', 'master', 'app'] as const

// Tokens that are made to be shown or are none: of pages, forms, badges, of requests that are sent twice.
const OPEN = 'public|publickey|next|page|cancel|cancellation|continuation|csrf|xsrf|forgery|resume|sync|design|input|output|request|change'
  + '|idempotency'

// Search keys for browsers, as documentation sites have them in their settings: https://docusaurus.io/docs/search
const SEARCH = String.raw`algolia["']?[ \t]{0,3}[:=][^}]{0,150}|app_?id["']?[ \t]{0,3}[:=][ \t]{0,3}["']\w{10}["'],\s{0,40}["']?`

// Words that only begin like ours are none: author, authority, tokenizer. With `rspauth` a server proves that it knows a
// password, by a hash: https://www.rfc-editor.org/rfc/rfc2831#section-2.1.3
const NAMES = [
  'secret', 'passw(?:or)?d', 'passphrase', 'pwd', '(?<!amz[_-])credential', '(?<!rsp)auth(?!or(?!ization))',
  String.raw`(?<!(?:${OPEN})[_.\-]?|\.svg\?)token(?!i[sz])`,
  String.raw`(?<!${SEARCH})(?:${KEYS.join('|')})[_.\-]?key`,
].join('|')

// A name that ends so tells something about a secret: where it is, which one, what made of it.
const ABOUT = [
  'ur[il]', 'path', 'file', 'dir', 'name', 'ids?', 'type', 'kind', 'endpoint', 'host', 'domain', 'expir(?:y|es|ation)', 'length', 'len',
  'field', 'header', 'prefix', 'suffix', 'pattern', 'regexp?', 'hash', 'hashed', 'digest', 'alg', 'algorithm', 'format', 'label', 'version',
  'policy', 'count', 'max', 'min', 'size', 'ttl', 'arn', 'ref', 'class', 'hint', 'title', 'description', 'message', 'error', 'status',
  'scopes?', 'method', 'mode', 'provider', 'service', 'store', 'public', 'pub', 'issuer', 'audience', 'sha\\d{0,3}', 'checksum',
  'fingerprint', 'thumbprint', 'salt', 'nonce', 'placeholder', 'example', 'integrity', 'tag', 'commit', 'locale', 'lang',
].join('|')

const GAP = String.raw`[ \t]{0,20}`
const ESCAPE = String.raw`\\{0,3}`
const TYPED = String.raw`:[ \t]?\w{1,20}[ \t]?=`
const SIGN = String.raw`(?:${TYPED}|[=:]{1,3}>?|\?=|!==?|\|\|=?)`
const JOIN = [
  String.raw`${ESCAPE}["'\x60]?[\])]{0,2}${GAP}${SIGN}${GAP}`, // name = , "name": , ['name'] =>
  String.raw`["'],${GAP}(?=["'])`, // define('NAME', …)
  String.raw`["'][ \t]{1,5}value=`, // <add key="name" value=…>
  '>', // <name>…
].join('|')
const SCHEME = String.raw`(?:(?:bearer|basic|token)[ \t]{1,3})?`
const QUOTE = String.raw`["'\x60]`
const QUOTED = String.raw`(?<=${QUOTE}${SCHEME})[^\x00-\x20"'\x60<>\\]{8,512}(?=${ESCAPE}${QUOTE})`
// Without quotes a value might as well be code: it has a digit, and nothing that calls or indexes.
const BARE_END = String.raw`(?=[.:!]?(?:[\s"'\x60;,&<>)\]}\\]|$))`
const BARE = String.raw`(?<!${QUOTE}${SCHEME})(?=[^\s\d]{0,39}\d)[\w+/=@#%^*!~$.:\-]{7,511}[\w+/=@#%^*!~$\-]${BARE_END}`
const VALUE = String.raw`(?:${ESCAPE}${QUOTE})?${SCHEME}(?<secret>${QUOTED}|${BARE})`

/** A literal that code, configuration or markup assigns to a name that calls it secret; only what looks drawn at random counts. */
export const assigned: TokenKind = {
  id: 'generic/assigned',
  title: 'Assigned secret',
  keywords: ['secret', 'token', 'password', 'passwd', 'passphrase', 'pwd', 'credential', 'auth', ...keyNames()],
  pattern: new RegExp(String.raw`(?:${NAMES})[\w.\-]{0,40}(?![\w.\-])(?<!${ABOUT})(?:${JOIN})${VALUE}`, 'i'),
  rank: 'guess',
  nature: 'guessable',
  plausible: (text) => drawn(text) === 'at-random',
}

function keyNames(): readonly string[] {
  return KEYS.flatMap((word) => ['', '_', '-', '.'].map((joint) => `${word}${joint}key`))
}
