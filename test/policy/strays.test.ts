import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { strays } from '../../src/policy/strays.ts'

const kinds = ['github/pat-classic', 'github/app-token', 'gitlab/pat', 'generic/jwt']

test.each<[string, string, readonly string[]]>([
  ['a policy that names what there is', 'rules: [{verdict: warn, kinds: ["github/*", "*/pat", generic/jwt]}]\nrevocation: {default: ask, github: auto}', []],
  ['a mistyped provider', 'rules: [{verdict: warn, kinds: ["githb/*"]}]', [
    'p.yml:1: rule 1 has no effect on `githb/*`: no known kind is called so; did you mean `github/*`?',
  ]],
  ['a mistyped shape', 'rules:\n  - {verdict: warn, kinds: [gitlab/pta]}', [
    'p.yml:2: rule 1 has no effect on `gitlab/pta`: no known kind is called so; did you mean `gitlab/pat`?',
  ]],
  ['a provider that cannot be guessed', 'revocation: {acme: ask}', ['revocation of `acme` has no effect: no known provider is called so']],
  ['a mistyped provider to revoke at', 'revocation: {gitlba: ask}', [
    'revocation of `gitlba` has no effect: no known provider is called so; did you mean `gitlab`?',
  ]],
])('%s', (_, text, expected) => {
  expect(found(text)).toEqual(expected)
})

test('a token put where a kind belongs is not repeated', () => {
  const token = new Mint('kind').hex(40)
  expect(found(`rules: [{verdict: warn, kinds: [github/${token}]}]`).join()).not.toContain(token.slice(8))
})

function found(text: string): readonly string[] {
  const parsed = parsePolicy(text, 'p.yml')
  if (parsed.state === 'malformed') throw new Error(parsed.problems.map(({ message }) => message).join('\n'))
  return strays(parsed.policy, kinds)
}
