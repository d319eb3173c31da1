import { isSample } from '../../lib/sample.ts'

const TEMPLATE = new RegExp([
  String.raw`\$\{|\$\(|\{\{|#\{|<%|%\(|%[sdvq](?![A-Za-z])|%\.\*s`, // ${VAR} $(command) {{x}} #{x} <%= x %> %(x)s %s %.*s
  String.raw`^\$\w+$|^%.{0,512}%$|^@.{0,512}@$|^__.{0,512}__$|^[<[({].{0,512}[>\])}]$`, // $VAR %VAR% @VAR@ __VAR__ <x> [x] (x) {x}
  String.raw`\*{3}|\.{3}|\u2026|x{4}`, // what was left out
  String.raw`a-z(?:a-z|0-9|\])|\\[dws]|\w\[-?\d{0,3}\]`, // what it looks like [a-z0-9], where it stands: jobs[0]
].join('|'), 'i')

const FAKE = new RegExp([
  'change.?(?:me|it|this|th)|replace|insert|fixme|todo|lorem|sample|dummy|fake|mock|masked|hidden|undefined|not.?set|unset',
  String.raw`no.?secret|not.?(?:a.?)?(?:real|secret)|\b(?:null|none|nil)\b|^test|test(?:er|ing)?.?\d{0,4}$`,
  'foo.?bar|dead.?beef|cafe.?babe|abc.?123|jbswy3dp|123e4567|mf_9.b5f|hmac.?sha|^x-(?:oauth|token|access)', // of RFC 6238, 9562, 6750 …
  'letmein|qwert|asdf|passw0rd|p[a@4][s$5]{2}w|s3cr[3e]t|hunter2|swordfish|trustno1|correct.?horse',
  '(?:my|the|some|any|your|our|bad|good|old|new|wrong|right|super|very|top|client|user|admin).{0,2}(?:secret|pass|token|key|api)',
].join('|'), 'i')

// What made-up secrets are put together from.
const WORDS = new Set([
  'secret', 'secrets', 'password', 'passwd', 'pass', 'pwd', 'token', 'key', 'api', 'auth', 'login', 'access', 'private', 'public',
  'user', 'username', 'admin', 'root', 'guest', 'client', 'server', 'test', 'demo', 'example', 'default', 'value', 'string',
  'some', 'random', 'my', 'valid', 'invalid', 'foo', 'bar', 'baz', 'hello', 'world',
])

/** Whether a text only stands in for a secret: a template, a phrase of documentation, a row of the keyboard or the alphabet. */
export function isStandIn(text: string): boolean {
  return TEMPLATE.test(text) || FAKE.test(text) || isSample(text) || isRow(text)
}

/** How many of the words that made-up secrets are made of stand in a text (`my-secret-token`: 3). */
export function fakeWords(text: string): number {
  const words = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().match(/[a-z]{1,512}/g) ?? []
  return words.filter((word) => WORDS.has(word)).length
}

/** Most characters follow or repeat one of the two before them, or few different ones do: 1a2b3c4d5e, 12341234. */
function isRow(text: string): boolean {
  let steps = 0
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (Math.abs(code - text.charCodeAt(i - 1)) <= 1 || Math.abs(code - text.charCodeAt(i - 2)) <= 1) steps++
  }
  return steps > 0.6 * text.length || new Set(text).size < Math.min(6, text.length / 2)
}
