import { describe, expect, test } from '@jest/globals'
import type { Report } from '../../src/finding.ts'
import { toCheck, type CheckContent, type CheckOptions } from '../../src/report/check.ts'
import { HOSTILE_PATHS } from './hostile.ts'
import { aJudged, aPassword, aReport, aStored, printOf } from './sample.ts'

const leak = aJudged({
  finding: { liveness: { state: 'live' }, facts: { owner: 'octocat' }, commit: '0123456789'.repeat(4) },
  because: [
    { rule: 'default/live-token', source: 'default', line: null },
    { rule: 'exception 1, expired after 2026-01-31', source: '.github/token-policy.yml', line: 9 },
  ],
  advice: 'Revoke it.',
})
const password = aJudged({ verdict: 'warn', finding: aPassword() })

describe('the conclusion', () => {
  const problems = [{ source: 'p', line: 1, column: 1, message: 'm' }]
  test.each<[string, Report, string]>([
    ['nothing found', aReport([]), 'success: No leaked tokens'],
    ['only warnings', aReport([password]), 'success: Nothing blocks, 1 finding to look at'],
    ['only what is allowed', aReport([aJudged({ verdict: 'allow' })]), 'success: No leaked tokens'],
    ['one that blocks', aReport([leak, password]), 'failure: 1 leaked token blocks, 1 finding to look at'],
    ['several that block', aReport([leak, leak]), 'failure: 2 leaked tokens block'],
    ['a stored credential that blocks', aReport([aStored(), aStored()]), 'failure: 2 stored credentials block'],
    ['a token and a stored credential', aReport([leak, aStored()]), 'failure: 2 findings block'],
    ['something not seen', aReport([], { unseen: ['a', 'b'] }), 'failure: Could not finish: 2 places not looked at'],
    ['something that blocks and something not seen', aReport([leak], { unseen: ['a'] }), 'failure: 1 leaked token blocks; could not finish'],
    ['a malformed policy', aReport([], { problems }), 'failure: The policy is malformed: nothing was judged'],
  ])('of %s', (_, report, expected) => {
    const { conclusion, title } = check(report)
    expect(`${conclusion}: ${title}`).toBe(expected)
  })
})

describe('the summary', () => {
  test('says where a malformed policy is wrong and what was expected', () => {
    const message = 'rule 1, verdict: found `blok`, expected block, warn or allow; did you mean `block`?'
    const problems = [{ source: '.github/token-policy.yml', line: 4, column: 14, message }]
    expect(check(aReport([], { problems })).summary).toContain(`because the policy cannot be read as it is. Correct it on the default branch, then run this again:

\`\`\`text
.github/token-policy.yml:4:14: rule 1, verdict: found \`blok\`, expected block, warn or allow; did you mean \`block\`?
\`\`\`
`)
  })

  test('says what was looked at, and of what', () => {
    expect(check(aReport([]), { subject: 'Push to main_2' }).summary).toBe('Push to main\\_2: looked at 120 files (1.2 MB) in 4 commits.\n\n')
  })

  test('of the same content reads the same, however long the scan took', () => {
    const stats = { ...aReport([]).stats, milliseconds: 99_999 }
    expect(check(aReport([leak], { stats }))).toEqual(check(aReport([leak])))
  })

  test('says what makes it green where something blocks, and nothing of it elsewhere', () => {
    expect(check(aReport([leak])).summary).toContain('Removing the line alone is not enough')
    expect(check(aReport([password])).summary).not.toContain('Each token that blocks')
  })

  test('does not call a stored credential a leak', () => {
    const { summary } = check(aReport([aStored()]), { audience: 'public' })
    expect(summary).toContain('- **block** Stored credential: stored secret AWS\\_SECRET\\_ACCESS\\_KEY  \n')
    expect(summary).toContain('  Replace it by a short-lived credential.')
    expect(summary).not.toContain('history')
  })

  test('holds at most 65,535 bytes and says how many findings it leaves out', () => {
    const many = Array.from({ length: 900 }, (_, i) => aJudged({ finding: { path: `src/🦋${'🦋'.repeat(300)}/${i}.ts` } }))
    const lines = Array.from({ length: 100 }, () => '🦋'.repeat(500))
    for (const report of [aReport(many), aReport(many, { unseen: lines, notices: lines })]) {
      const { summary } = check(report)
      expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535)
      expect(summary).toMatch(/\n\d{3} findings more than a check can hold; run `mayfly scan` to see all\.\n\n$/)
      expect(summary.match(/^```/gm)?.length ?? 0).toBe(report.unseen.length > 0 ? 6 : 2)
    }
  })
})

describe('an annotation', () => {
  test('for private eyes tells liveness, advice, facts, fingerprint and reasons', () => {
    expect(check(aReport([leak])).annotations).toEqual([{
      path: 'src/config.ts',
      start_line: 12,
      end_line: 12,
      start_column: 8,
      end_column: 47,
      annotation_level: 'failure',
      title: 'Leaked token: GitHub personal access token (classic)',
      message: [
        'Liveness: live',
        'Revoke it.',
        'owner octocat',
        `Fingerprint ${printOf('a token')}, in commit 0123456`,
        'Because of default/live-token',
        'Because of exception 1, expired after 2026-01-31, .github/token-policy.yml:9',
      ].join('\n'),
    }])
  })

  test('for the public tells advice and fingerprint', () => {
    expect(check(aReport([leak]), { audience: 'public' }).annotations[0]?.message).toBe([
      'Revoke it, if that is not done yet, and keep the new one out of the repository: it stays in the history, so removing the line is not enough.',
      `Fingerprint ${printOf('a token')}, in commit 0123456`,
    ].join('\n'))
  })

  test.each([
    ['several lines', { line: 20, column: 26 }, { start_line: 12, end_line: 20 }],
    ['whole lines', { line: 20, column: 1 }, { start_line: 12, end_line: 19 }],
    ['one character', { line: 12, column: 9 }, { start_line: 12, end_line: 12, start_column: 8, end_column: 8 }],
    ['nothing', { line: 12, column: 8 }, { start_line: 12, end_line: 12, start_column: 8, end_column: 8 }],
  ])('of %s has columns only where GitHub takes them', (_, end, expected) => {
    const [annotation] = check(aReport([aJudged({ finding: { end } })])).annotations
    const lines = Object.entries(annotation ?? {}).filter(([key]) => /_(line|column)$/.test(key))
    expect(Object.fromEntries(lines)).toEqual(expected)
  })

  test('warns where the verdict does, and comes after those that fail', () => {
    expect(check(aReport([password, leak, aJudged({ verdict: 'allow' })])).annotations).toMatchObject([
      { annotation_level: 'failure', title: 'Leaked token: GitHub personal access token (classic)' },
      { annotation_level: 'warning', title: 'Possible secret: Password in a URL' },
    ])
  })

  test('of a token that left the files says that it is in the history', () => {
    const { annotations } = check(aReport([leak]), { gone: new Set([printOf('a token')]) })
    expect(annotations[0]?.message).toContain('\nIn history: revoke it.\n')
  })

  test('is one of at most 500', () => {
    expect(check(aReport(Array.from({ length: 501 }, () => leak))).annotations).toHaveLength(500)
  })

  test.each(HOSTILE_PATHS)('keeps the path %j exactly, and stays within GitHub\'s bounds', (path) => {
    const judged = aJudged({ finding: { path, title: `${path}${'x'.repeat(300)}` }, advice: path.repeat(50) })
    const [annotation] = check(aReport([judged])).annotations
    expect(annotation?.path).toBe(path)
    expect(annotation?.title.length).toBeLessThanOrEqual(255)
    expect(Buffer.byteLength(annotation?.message ?? '')).toBeLessThanOrEqual(64 * 1024)
  })
})

describe('buttons', () => {
  const revocable = new Set(['github'])
  const ALL = ['mf-false-positive', 'mf-migrate', 'mf-revoke']
  test.each<[string, Report, Partial<CheckOptions>, readonly string[]]>([
    ['are all there for one that blocks and may be revoked', aReport([{ ...leak, revocation: 'ask' }]), { revocable }, ALL],
    ['are there beside warnings', aReport([password, { ...leak, revocation: 'auto' }]), { revocable }, ALL],
    ['do not revoke where the policy says never', aReport([leak]), { revocable }, ['mf-false-positive', 'mf-migrate']],
    ['do not revoke where the provider cannot', aReport([{ ...leak, revocation: 'ask' }]), {}, ['mf-false-positive', 'mf-migrate']],
    ['do not migrate where the provider cannot', aReport([leak]), { migratable: new Set(['aws']) }, ['mf-false-positive']],
    ['migrate a stored credential and do not allow it', aReport([aStored()]), { migratable: new Set() }, ['mf-migrate']],
    ['are not there for two', aReport([leak, leak]), { revocable }, []],
    ['are not there for warnings', aReport([password]), { revocable }, []],
  ])('%s', (_, report, options, expected) => {
    const { actions } = check(report, options)
    expect(actions.map(({ identifier }) => identifier)).toEqual(expected)
    for (const { label, description, identifier } of actions) {
      expect([label.length <= 20, description.length <= 40, identifier.length <= 20]).toEqual([true, true, true])
    }
  })

  test.each<[string, Report, Partial<CheckOptions>, readonly string[]]>([
    ['all', aReport([leak, { ...leak, revocation: 'ask' }]), { revocable }, ['allow', 'revoke', 'migrate']],
    ['none to revoke', aReport([leak, leak]), { revocable }, ['allow', 'migrate']],
    ['none to migrate', aReport([leak, leak]), { migratable: new Set() }, ['allow']],
    ['none to allow', aReport([aStored(), aStored()]), {}, ['migrate']],
    ['none for one that blocks', aReport([leak]), {}, []],
  ])('give way to comments for two: %s', (_, report, options, expected) => {
    expect([...check(report, options).summary.matchAll(/^\/mayfly (\w+) <fingerprint>$/gm)].map(([, word]) => word)).toEqual(expected)
  })
})

function check(report: Report, options: Partial<CheckOptions> = {}): CheckContent {
  return toCheck(report, { audience: 'private', revocable: new Set(), ...options })
}
