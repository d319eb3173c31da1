import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { defaultPolicy, revocationFor, type Policy } from '../../src/policy/policy.ts'
import { printOf } from '../report/sample.ts'

const full = `
version: 1
rules:
  - verdict: allow
    kinds: [generic/*, "*/publishable-key"]
    paths: [test/**, "docs/**/*.{md,txt}"]
    severity: low
    reason: fixtures
  - { verdict: warn, liveness: [dead, unknown] }
ignore:
  paths: [vendor/**]
exceptions:
  - fingerprint: ${printOf('a token')}
    reason: honeypot
    owner: "@octo-org/security"
    expires: 2027-01-31
  - fingerprint: mf1_0123ab
    path: config/dev.env
    reason: local database
    owner: dev@example.com
    expires: "2027-02-28"
verification: { enabled: true, forks: true }
revocation: { default: ask, github: auto, hugging-face: never }
workflows:
  static-credentials: replace
  drafts: never
  stored-secrets: delete
  github-tokens: octo-sts
`

describe('a policy that is in order', () => {
  test('is read with the lines on which its rules and exceptions stand', () => {
    const policy = read(full)
    expect(policy.rules.slice(0, 3)).toEqual([
      {
        name: 'rule 1 (fixtures)', source: 'policy.yml', line: 4, verdict: 'allow',
        when: { kinds: ['generic/*', '*/publishable-key'], paths: ['test/**', 'docs/**/*.{md,txt}'], severity: 'low' },
      },
      { name: 'rule 2', source: 'policy.yml', line: 9, verdict: 'warn', when: { standings: ['dead', 'expired', 'unknown'] } },
      defaultPolicy().rules[0],
    ])
    expect(policy.exceptions).toMatchObject([
      { name: 'exception 1', line: 13, owner: '@octo-org/security', expires: '2027-01-31' },
      { name: 'exception 2', line: 17, path: 'config/dev.env', expires: '2027-02-28' },
    ])
  })

  test('tells what is ignored, verified, revoked and done about workflows', () => {
    const policy = read(full)
    expect(policy.ignored).toEqual(['vendor/**'])
    expect(policy.verification).toEqual({ enabled: true, forks: true })
    expect([policy.staticCredentials, policy.drafts, policy.storedSecrets, policy.githubTokens]).toEqual(['replace', 'never', 'delete', 'octo-sts'])
    expect(['github', 'hugging-face', 'slack', 'constructor'].map((id) => revocationFor(policy, id))).toEqual(['auto', 'never', 'ask', 'ask'])
  })

  test.each([
    ['is empty', ''],
    ['holds only comments', '# nothing yet\n'],
    ['holds only a document mark', '---\n'],
    ['holds an empty mapping', '{}'],
    ['says only its version', 'version: 1\n'],
  ])('is the default policy when it %s', (_, text) => {
    expect(read(text)).toEqual(defaultPolicy())
  })

  test('may have CRLF, a byte order mark and a few aliases', () => {
    const text = '\ufeffrules:\r\n  - &one {verdict: warn, paths: &p [a/**]}\r\n  - *one\r\nignore: {paths: *p}\r\n'
    expect(read(text)).toMatchObject({ ignored: ['a/**'], rules: [{ line: 2 }, { verdict: 'warn' }, {}, {}, {}, {}, {}, {}] })
  })
})

describe('a policy that is not in order tells where, what was found and what was expected', () => {
  test.each([
    ['an unknown key', 'rulez: []', '1:1 found the unknown key `rulez`, expected one of version, rules, ignore, exceptions, '
      + 'verification, revocation, workflows; did you mean `rules`?'],
    ['an unknown key in a rule', 'rules:\n  - verdict: warn\n    path: [a]', '3:5 rule 1: found the unknown key `path`, '
      + 'expected one of verdict, kinds, liveness, paths, severity, reason; did you mean `paths`?'],
    ['an unknown word', 'rules:\n  - verdict: blok', '2:14 rule 1, verdict: found `blok`, expected block, warn or allow; did you mean `block`?'],
    ['a missing key', 'rules:\n  - paths: [a]', '2:5 rule 1: found no `verdict`, expected block, warn or allow'],
    ['an empty list', 'rules: [{verdict: warn, kinds: []}]', '1:32 rule 1, kinds: found an empty list, expected a list of token kinds'],
    ['a kind without a shape', 'rules: [{verdict: warn, kinds: [github]}]', '1:33 rule 1, kind 1: found `github`, expected a token kind, such as `github/*`'],
    ['a wrong type', 'verification:\n  enabled: yes', '2:12 verification, enabled: found `yes`, expected true or false'],
    ['a key without a value', 'version: 1\nignore:\n', '2:1 ignore: found nothing, expected a mapping of what is not looked at'],
    ['another version', 'version: 2', '1:10 version: found `2`, expected 1, the version of this form'],
    ['a list for a mapping', '- version: 1', '1:1 found a list of 1, expected a token policy'],
    ['a text for a mapping', 'allow everything', '1:1 found `allow everything`, expected a token policy'],
    ['a provider in capitals', 'revocation:\n  GitHub: ask', "2:3 revocation: found the unknown key `GitHub`, expected default or a provider's id in small letters"],
    ['a word that is not about revocation', 'revocation: {github: asks}', '1:22 revocation, github: found `asks`, expected never, ask or auto; did you mean `ask`?'],
    ['a key of every object', 'constructor: 1', '1:1 found the unknown key `constructor`, expected one of version, rules, ignore, '
      + 'exceptions, verification, revocation, workflows'],
    ['a double key', 'version: 1\nversion: 1', '2:1 this is not YAML as it should be: found the same key a second time, expected it once'],
    ['a tab', 'rules:\n\t- verdict: warn', '2:1 this is not YAML as it should be: found a tab in the indentation, expected spaces'],
    ['an open bracket', 'ignore: {paths: [a', '1:19 this is not YAML as it should be: found an indentation that fits nothing above, '
      + 'or a list or mapping left open, expected it as deep as its neighbours and closed'],
    ['an open quote', 'ignore: "x', '1:11 this is not YAML as it should be: found a character missing, expected a colon after a '
      + 'key or a closing quote, bracket, brace or comma'],
    ['a star that is no glob', 'ignore:\n  paths:\n    - *.md', '3:7 this is not YAML as it should be: found an alias without its anchor, '
      + 'expected `&name` before `*name`; a text that starts with * needs quotes'],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual([expected])
  })

  test.each([
    '!src/**', '/src', './src', 'src/', '#src', 'a/../b', String.raw`src\lib`, '{a,b}{c,d}{e,f}', '{{a}}', '',
  ])('the pattern "%s" would match nothing or too much', (pattern) => {
    expect(problems(JSON.stringify({ ignore: { paths: [pattern] } }))).toHaveLength(1)
  })

  test('an exception for a guessable secret without its path', () => {
    expect(problems('exceptions:\n  - {fingerprint: mf1_0123ab, reason: r, owner: o, expires: 2027-01-31}')).toEqual([
      '2:5 exception 1: found no `path`, expected the path of its file, since the fingerprint is a short one',
    ])
  })

  test('a day that no calendar has', () => {
    const text = `exceptions:\n  - fingerprint: ${printOf('a')}\n    reason: r\n    owner: o\n    expires: 2027-02-29`
    expect(problems(text)).toEqual(['5:14 exception 1, expires: found `2027-02-29`, expected a date as YYYY-MM-DD, such as `2027-01-31`'])
  })

  test('all problems come at once, by line, also beside a double key', () => {
    expect(problems('rulez: 1\nversion: 1\nversion: 1').map((line) => line.slice(0, 3))).toEqual(['1:1', '3:1'])
    const text = 'version: 1\nversion: 2\nrules:\n  - verdict: no\n  - 3\nexceptions:\n  - fingerprint: mf1_\n    reason: x\n'
    expect(problems(text).map((line) => line.split(' ', 1)[0])).toEqual(['2:1', '2:10', '4:14', '5:5', '7:5', '7:5', '7:18'])
  })
})

describe('a policy made to do harm', () => {
  const doublings = Array.from('bcdefghi', (name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]\n`)
  test.each([
    ['aliases that multiply', `a: &a [x]\n${doublings.join('')}`, 'unfold to too much'],
    ['a hundred thousand aliases', `a: &a 1\nb: [${'*a,'.repeat(90_000)}]`, 'an alias too many'],
    ['thirty-five thousand keys', `a:\n${Array.from({ length: 35_000 }, (_, i) => ` ${i}:\n`).join('')}`, 'unknown key `a`'],
    ['deep nesting', '['.repeat(200_000), 'more nesting'],
    ['a huge file', `# ${'x'.repeat(400_000)}`, '400002 characters'],
  ])('is refused: %s', (_, text, words) => {
    expect(problems(text)).toEqual([expect.stringContaining(words)])
  })

  test('never has its problems by the thousand', () => {
    expect(problems(`rules:\n${'- 1\n'.repeat(900)}`)).toHaveLength(101)
  })
})

test.each([
  'rules: [{verdict: TOKEN}]', 'rules: [{verdict: warn, kinds: [TOKEN]}]', 'rules: [{verdict: warn, paths: ["TOKEN/"]}]',
  'exceptions: [{fingerprint: TOKEN, reason: r, owner: o, expires: 2027-01-31}]', 'TOKEN: 1', 'TOKEN', '"TOKEN', '- TOKEN: [', 'a: *TOKEN',
  'revocation: {TOKEN: ask}', 'revocation: {github: TOKEN}', 'version: !TOKEN 1', 'exceptions: [TOKEN]', '%TOKEN\n---\na', 'a: "\\TOKEN"',
])('a token that was put into a policy by mistake is in no message: %s', (text) => {
  const mint = new Mint(text)
  for (const token of [`ghp_${mint.base62(36)}`, mint.hex(32), mint.chars('abcdefghij', 40)]) {
    expect(JSON.stringify(parsePolicy(text.replace('TOKEN', token), 'p'))).not.toContain(token.slice(4))
    expect(problems(text.replace('TOKEN', token)).length).toBeGreaterThan(0)
  }
})

test('a short password put where a fingerprint belongs is in no message', () => {
  expect(problems('exceptions: [{fingerprint: tulips, reason: r, owner: o, expires: 2027-01-31}]').join()).not.toContain('tulips')
})

function read(text: string): Policy {
  const parsed = parsePolicy(text, 'policy.yml')
  if (parsed.state === 'malformed') throw new Error(parsed.problems.map(({ message }) => message).join('\n'))
  return parsed.policy
}

function problems(text: string): readonly string[] {
  const parsed = parsePolicy(text, 'policy.yml')
  return parsed.state === 'read' ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
}
