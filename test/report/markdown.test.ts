import { describe, expect, test } from '@jest/globals'
import { block, code, prose } from '../../src/report/markdown-text.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { HOSTILE_PATHS } from './hostile.ts'
import { aJudged, aPassword, aReport, printOf } from './sample.ts'

const report = aReport([
  aJudged({
    verdict: 'warn',
    finding: aPassword({ commit: '0123456789'.repeat(4), severity: 'low' }),
    because: [{ rule: 'rule 1 (old)', source: '.github/token-policy.yml', line: 4 }],
    advice: 'If it is real, replace it.',
  }),
  aJudged({
    finding: { liveness: { state: 'live' }, facts: { owner: 'octocat', scopes: ['repo'] } },
    because: [{ rule: 'default/live-token', source: 'default', line: null }],
    advice: 'Revoke it.',
  }),
], { unseen: ['big.bin is larger than 50 MB'], notices: ['2 binary files were skipped'] })

test('a private summary tells all, the strictest first', () => {
  expect(toMarkdown(report, { audience: 'private' })).toBe(`## Mayfly: 1 leaked token blocks, 1 finding to look at; could not finish

Looked at 120 files (1.2 MB) in 4 commits.

Not everything could be looked at, so nobody knows if there is more. Not seen:

\`\`\`text
big.bin is larger than 50 MB
\`\`\`

Each token that blocks needs one of these: it is revoked and its provider confirms so; an exception in the policy on the default branch; a history without it. Removing the line alone is not enough, since the token stays in the history.

Also worth knowing:

\`\`\`text
2 binary files were skipped
\`\`\`

- **block** Leaked token: GitHub personal access token (classic), live${'  '}
  \`src/config.ts\` line 12, column 8${'  '}
  Revoke it.${'  '}
  owner octocat; scopes repo${'  '}
  Fingerprint \`${printOf('a token')}\`, because of \`default/live-token\`

- **warn** Possible secret: Password in a URL, unknown (not asked), in a test or document${'  '}
  \`docker-compose.yml\` line 12, column 8 in \`0123456\`${'  '}
  If it is real, replace it.${'  '}
  Fingerprint \`${aPassword().fingerprint}\`, because of \`rule 1 (old), .github/token-policy.yml:4\`

`)
})

test('a public summary tells kind, place, fingerprint and advice', () => {
  expect(toMarkdown(aReport(report.judged.slice(1)), { audience: 'public' })).toContain(`
- **block** Leaked token: GitHub personal access token (classic)${'  '}
  \`src/config.ts\` line 12, column 8${'  '}
  Revoke it, if that is not done yet, and keep the new one out of the repository: it stays in the history, so removing the line is not enough.${'  '}
  Fingerprint \`${printOf('a token')}\`
`)
})

test('a token that is only in the history is said to be there', () => {
  const gone = new Set([printOf('a token')])
  expect(toMarkdown(report, { audience: 'private', gone })).toContain('  In history: revoke it.')
  expect(toMarkdown(report, { audience: 'public', gone })).toContain('  In history: revoke it, if that is not done yet')
  expect(toMarkdown(report, { audience: 'private', gone })).toContain('  If it is real, replace it.')
})

test('of more findings than fit into 1 MiB it tells how many are left out', () => {
  const many = Array.from({ length: 6_000 }, (_, i) => aJudged({ finding: { path: `src/${'ü'.repeat(100)}/${i}.ts` } }))
  const text = toMarkdown(aReport(many), { audience: 'private' })
  const shown = text.match(/^- \*\*block\*\*/gm)?.length ?? 0
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024)
  expect(Buffer.byteLength(text)).toBeGreaterThan(1024 * 1023)
  const left = (6_000 - shown).toLocaleString('en')
  expect(text.trimEnd().split('\n').at(-1)).toBe(`${left} findings more than a summary can hold; run \`mayfly scan\` to see all.`)
})

describe('texts of others', () => {
  test.each([
    ['a.ts', '`a.ts`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    [' a', '`  a `'],
    ['', '`  `'],
    ['a\nb', String.raw`\`a\nb\``.replaceAll('\\`', '`')],
    ['<b>|@x', '`<b>|@x`'],
  ])('%j as code is %s', (text, expected) => {
    expect(code(text)).toBe(expected)
  })

  test.each([
    ['a *b* _c_ `d`', String.raw`a \*b\* \_c\_ ` + '\\`d\\`'],
    ['<img> & [a](b)', String.raw`\<img\> \& \[a\](b)`],
    ['@octocat', '@&#8203;octocat'],
    ['https://evil.example', 'https:&#8203;//evil.example'],
    ['www.evil.example', 'www&#8203;.evil.example'],
    ['a\n# b', String.raw`a\\n\# b`],
  ])('%j as a sentence is %s', (text, expected) => {
    expect(prose(text)).toBe(expected)
  })

  test('lines as a block cannot close it, and only a screenful is shown', () => {
    expect(block(['a', '```', '# b\nc'])).toBe('````text\na\n```\n# b\\nc\n````')
    expect(block(Array.from({ length: 30 }, (_, i) => `${i}`)).split('\n')).toHaveLength(23)
    expect(block(Array.from({ length: 30 }, (_, i) => `${i}`))).toContain('\n… and 10 more\n')
  })
})

test.each(HOSTILE_PATHS)('the path %j stays inside its code span, on one line', (path) => {
  const text = toMarkdown(aReport([aJudged({ finding: { path } })]), { audience: 'private' })
  const line = text.split('\n').find((one) => one.includes(' line 12, column 8')) ?? ''
  const [, fence = '', inside = ''] = /^ {2}(`+)(.*?[^`]|.?)\1 line 12, column 8 {2}$/.exec(line) ?? []
  expect(fence).not.toBe('')
  expect(inside.match(/`+/g) ?? []).not.toContain(fence)
  expect(text.split('\n')).toHaveLength(12)
})
