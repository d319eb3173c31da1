import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { toText } from '../../src/report/text.ts'
import { HOSTILE_PATHS } from './hostile.ts'
import { aJudged, aPassword, aReport, printOf } from './sample.ts'

const leak = aJudged({
  finding: { liveness: { state: 'live' }, facts: { owner: 'octocat', scopes: ['repo', 'gist'], expires: '2027-01-31T00:00:00Z' } },
  because: [{ rule: 'default/live-token', source: 'default', line: null }],
  advice: 'Revoke it, then give its users a new one.',
})
const old = aJudged({
  verdict: 'warn',
  finding: {
    path: 'docs/how to.md', start: { line: 3, column: 1 }, commit: '0123456789'.repeat(4), severity: 'low', liveness: { state: 'dead' },
  },
  because: [{ rule: 'rule 2 (docs)', source: '.github/token-policy.yml', line: 7 }],
  advice: 'Already dead; remove it at leisure.',
})

test('findings stand by file, with place, verdict, kind, liveness, fingerprint, advice, facts and reason', () => {
  expect(toText(aReport([leak, old, aJudged({ verdict: 'allow' })]), { color: false })).toBe(`docs/how to.md
  3:1 in 0123456  warn   GitHub personal access token (classic), dead, in a test or document  ${printOf('a token')}
      Already dead; remove it at leisure.
      because of rule 2 (docs), .github/token-policy.yml:7

src/config.ts
  12:8  block  GitHub personal access token (classic), live  ${printOf('a token')}
      Revoke it, then give its users a new one.
      owner octocat; scopes repo, gist; expires 2027-01-31T00:00:00Z
      because of default/live-token

1 leaked token blocks, 1 finding to look at, 1 finding allowed by policy. Looked at 120 files (1.2 MB) in 4 commits, in 0.8 s.
`)
})

test('the log of a public workflow shows kind, place, fingerprint and advice', () => {
  expect(toText(aReport([leak]), { color: false, audience: 'public' })).toBe(`src/config.ts
  12:8  block  GitHub personal access token (classic)  ${printOf('a token')}
      Revoke it, if that is not done yet, and keep the new one out of the repository: it stays in the history, so removing the line is not enough.

1 leaked token blocks. Looked at 120 files (1.2 MB) in 4 commits, in 0.8 s.
`)
})

describe('the last line', () => {
  const LOOKED = '. Looked at 120 files (1.2 MB) in 4 commits, in 0.8 s.'
  const small = { files: 1, bytes: 999, commits: 0, milliseconds: 61_000 }
  const large = { files: 12_345, bytes: 2.5e9, commits: 1, milliseconds: 0 }
  test.each([
    ['says what was looked at where nothing was found', aReport([]), `Nothing found${LOOKED}`],
    ['leaves out commits where none were looked at', aReport([], { stats: small }), 'Nothing found. Looked at 1 file (999 bytes), in 1 min 1 s.'],
    ['knows large numbers', aReport([], { stats: large }), 'Nothing found. Looked at 12,345 files (2.5 GB) in 1 commit, in 0.0 s.'],
    ['says that what is left only warns', aReport([{ ...old, finding: aPassword() }]), `Nothing blocks, 1 finding to look at${LOOKED}`],
    ['says that all is allowed', aReport([aJudged({ verdict: 'allow' })]), `No leaked tokens, 1 finding allowed by policy${LOOKED}`],
    ['says that the scan could not finish', aReport([], { unseen: ['big.bin: 100 MB'] }), `Could not finish: 1 place not looked at${LOOKED}`],
    ['says so also where something blocks', aReport([leak, leak], { unseen: ['x'] }), `2 leaked tokens block; could not finish${LOOKED}`],
  ])('%s', (_, report, expected) => {
    expect(toText(report, { color: false }).trimEnd().split('\n').at(-1)).toBe(expected)
  })
})

test('problems of the policy, what was not seen and notices come before it', () => {
  const report = aReport([], {
    problems: [{ source: 'p.yml', line: 4, column: 3, message: 'rule 1: found no `verdict`, expected block, warn or allow' }],
    unseen: ['big.bin is larger than 50 MB'],
    notices: ['2 binary files were skipped'],
  })
  expect(toText(report, { color: false })).toBe(`Problems in the policy:
  p.yml:4:3: rule 1: found no \`verdict\`, expected block, warn or allow

Not looked at:
  big.bin is larger than 50 MB

Note: 2 binary files were skipped
The policy is malformed: nothing was judged. Looked at 120 files (1.2 MB) in 4 commits, in 0.8 s.
`)
})

test('color marks verdicts and changes no word', () => {
  const report = aReport([leak, old])
  const colored = toText(report, { color: true })
  expect(colored).toContain('\u001b[1m\u001b[31mblock\u001b[39m\u001b[22m')
  expect(stripVTControlCharacters(colored)).toBe(toText(report, { color: false }))
  expect(toText(report, { color: false })).not.toContain('\u001b')
})

test.each(HOSTILE_PATHS)('the path %j makes no line of its own and no command', (path) => {
  const problems = [{ source: path, line: 1, column: 1, message: path }]
  const report = aReport([aJudged({ finding: { path } })], { unseen: [path], notices: [path], problems })
  const lines = toText(report, { color: false }).split('\n')
  expect(lines).toHaveLength(14)
  for (const line of lines) expect(line).not.toMatch(/^\s*::|##\[|[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
})
