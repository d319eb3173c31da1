import { expect, test } from '@jest/globals'
import { addException } from '../../src/policy/add-exception.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { printOf } from '../report/sample.ts'

const exception = { fingerprint: printOf('a token'), reason: 'false positive: "no" #1, says @octocat', owner: '@octocat', expires: '2027-02-19' }
const old = `{fingerprint: ${printOf('old')}, reason: r, owner: o, expires: 2027-01-01}`

test.each([
  ['no file', undefined],
  ['an empty file', '\n'],
  ['a policy without exceptions', '# ours\nversion: 1 # the first\n'],
  ['one without a last line break', 'verification:\n  enabled: true'],
  ['a list of exceptions', `exceptions:\n  # accepted\n  - ${old}\nversion: 1\n`],
  ['a list at the margin', `exceptions:\n- fingerprint: ${printOf('old')}\n  reason: r\n  owner: o\n  expires: 2027-01-01\n`],
  ['a deep list', `version: 1\nexceptions:\n        - ${old}\n        - ${old}\n`],
  ['CRLF', `exceptions:\r\n  - ${old}\r\nversion: 1\r\n`],
])('%s takes an exception, and no other line changes', (_, text) => {
  const longer = addException(text, exception) ?? ''
  const parsed = parsePolicy(longer, 'p.yml')
  expect(parsed).toMatchObject({ state: 'read', policy: { exceptions: expect.arrayContaining([expect.objectContaining(exception)]) } })
  const lines = longer.split('\n')
  for (const line of (text ?? '').split('\n')) expect(lines).toContain(line)
})

test.each<[string, string, object]>([
  ['a list in brackets', `exceptions: [${old}]\n`, {}],
  ['a mapping in braces', '{version: 1}\n', {}],
  ['an empty list', 'exceptions:\n', {}],
  ['what is no policy', 'hello\n', {}],
  ['what is not YAML', 'a: [\n', {}],
  ['an end mark', 'version: 1\n...\n', {}],
  ['a malformed policy', 'rulez: []\n', {}],
  ['a short fingerprint without its path', 'version: 1\n', { fingerprint: 'mf1_0123ab' }],
  ['a path that a policy does not take', 'version: 1\n', { fingerprint: 'mf1_0123ab', path: 'a*b' }],
  ['a reason that is too long', 'version: 1\n', { reason: 'x'.repeat(501) }],
])('%s is left to a person', (_, text, different) => {
  expect(addException(text, { ...exception, ...different })).toBeUndefined()
})

test.each(['a\nb.env', '"quoted"', "it's # odd: [x]", '🦋\u2028\u0085.env', ' spaces ', '- dash'])('the path %j comes back from the file as it was', (path) => {
  const parsed = parsePolicy(addException('version: 1\n', { ...exception, fingerprint: 'mf1_0123ab', path }) ?? '', 'p.yml')
  expect(parsed).toMatchObject({ policy: { exceptions: [{ path }] } })
})
