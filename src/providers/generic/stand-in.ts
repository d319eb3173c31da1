import { isSample } from '../../lib/sample.ts'

const TEMPLATE = new RegExp([
  String.raw`\$\{|\$\(|\{\{|#\{|<%|%\(|%[sdvqr]\b`, // ${VAR} $(command) {{x}} #{x} <%= x %> %(x)s %s
  String.raw`^\$\w+$|^%.*%$|^@.*@$|^__.*__$|^[<[({].*[>\])}]$`, // $VAR %VAR% @VAR@ __VAR__ <x> [x] (x) {x}
  String.raw`\*{3}|\.{3}|\u2026|x{4}`, // what was left out
].join('|'), 'i')

const FAKE = new RegExp([
  'change.?(?:me|it|this|th)|replace|insert|fixme|todo|lorem', 'sample|dummy|fake|mock|masked|hidden|undefined|not.?set|unset|no.?secret',
  'not.?(?:a.?)?(?:real|secret)', String.raw`\b(?:null|none|nil)\b`, 'foo.?bar|dead.?beef|cafe.?babe|abc.?123|jbswy3dp',
  'letmein|qwert|asdf|passw0rd|p[a@4][s$5]{2}w|hunter2|swordfish|trustno1|correct.?horse', String.raw`^test|test(?:er|ing)?.?\d{0,4}$`,
  '(?:my|the|some|any|your|our|bad|good|old|new|wrong|right|super|very|top|client|user|admin).{0,2}(?:secret|pass|token|key|api)',
].join('|'), 'i')

const WORDS = new Set((
  'secret secrets password passwd pass pwd token key test user username admin root guest default value demo example foo bar baz api auth login'
  + ' hello world my client server access private public valid invalid random string some'
).split(' '))

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
