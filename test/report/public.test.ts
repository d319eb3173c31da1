import { expect, test } from '@jest/globals'
import type { Judged, Report } from '../../src/finding.ts'
import { judge } from '../../src/policy/judge.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'
import type { Facts, Liveness, WhyUnknown } from '../../src/provider.ts'
import { toCheck } from '../../src/report/check.ts'
import { toMarkdown } from '../../src/report/markdown.ts'
import { toSarif } from '../../src/report/sarif.ts'
import { toText } from '../../src/report/text.ts'
import { aFinding, aPassword, aReport, printOf } from './sample.ts'

const FACTS: Facts = {
  owner: 'octocat-owner', account: '123456789012', scopes: ['repo-scope', 'gist-scope'], expires: '2031-01-01T00:00:00Z',
  created: '2019-02-03T00:00:00Z', lastUsed: '2026-10-09T00:00:00Z', detail: { site: 'detail-of-it' },
}
const VALUES = Object.values(FACTS).flatMap((fact) => (typeof fact === 'object' ? Object.values(fact) : [fact]))
const TELLTALE = /\b(live|dead|alive|liveness|unknown|unverified|verified|expire[sd]?|owners?|accounts?|scopes?|asked|reached|answer)\b/i
const WHYS: readonly WhyUnknown[] = ['not-asked', 'cannot-ask', 'incomplete', 'unreachable', 'rate-limited', 'unclear']
const STATES: readonly Liveness[] = [{ state: 'live' }, { state: 'dead' }, ...WHYS.map((why): Liveness => ({ state: 'unknown', why }))]

const revocable = new Set(['github'])
const gone = new Set([printOf('a token')])
const OUTPUTS: Readonly<Record<string, (report: Report) => string>> = {
  'terminal or log': (report) => toText(report, { color: true, audience: 'public' }),
  'job summary': (report) => toMarkdown(report, { audience: 'public' }),
  'check run': (report) => JSON.stringify(toCheck(report, { audience: 'public', revocable })),
  'check run of what is gone': (report) => JSON.stringify(toCheck(report, { audience: 'public', revocable, gone })),
  'SARIF': (report) => toSarif(report, { version: '1.2.3', audience: 'public' }),
  'SARIF by default': (report) => toSarif(report, { version: '1.2.3' }),
}

test.each(Object.entries(OUTPUTS))('the public %s names nothing that a provider or a token told', (_, output) => {
  for (const report of reports()) {
    const text = output(report)
    expect(text).not.toMatch(TELLTALE)
    for (const value of VALUES) expect(text).not.toContain(value)
    expect(text).not.toMatch(/default\/|rule \d|exception \d/)
  }
})

test.each(Object.entries(OUTPUTS))('the public %s is the same whatever a provider said, as long as the verdict is', (_, output) => {
  for (const verdict of ['block', 'warn', 'allow'] as const) {
    const texts = reports().map(({ judged }) => output(aReport(judged.map((one) => ({ ...one, verdict })))))
    expect(new Set(texts).size).toBe(1)
  }
})

test('private outputs do differ, so that the tests above can fail', () => {
  const texts = reports().map((report) => toText(report, { color: false }))
  expect(new Set(texts).size).toBe(texts.length)
  expect(texts.join()).toMatch(/octocat-owner/)
})

// The same three findings, as every liveness would have them judged, with and without facts.
function reports(): readonly Report[] {
  return STATES.flatMap((liveness) => [{}, FACTS].map((facts) => aReport(judgedWith(liveness, facts))))
}

function judgedWith(liveness: Liveness, facts: Facts): readonly Judged[] {
  const findings = [aFinding(), aPassword(), aFinding({ kind: 'aws/access-key-id', nature: 'identifier', severity: 'low' })]
  const exceptions = [{
    name: 'exception 1', source: 'p.yml', line: 3, fingerprint: printOf('a token'), reason: 'why', owner: 'the-owner', expires: '2026-01-01',
  }]
  return judge(findings.map((finding) => ({ ...finding, liveness, facts })), {
    policy: { ...defaultPolicy(), exceptions }, now: new Date('2026-11-21T00:00:00Z'),
  })
}
