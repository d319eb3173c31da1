import { expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import schema from '../../schema/report.schema.json' with { type: 'json' }
import { at, isList, parseJson } from '../../src/lib/json.ts'
import { toJson, toJsonLines } from '../../src/report/json.ts'
import { HOSTILE_PATHS } from './hostile.ts'
import { aJudged, aReport, printOf } from './sample.ts'

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true })
ajv.addSchema(schema)
const [whole, line, last] = ['', '#/$defs/finding', '#/$defs/summary'].map((part) => ajv.compile({ $ref: `urn:mayfly:schema:report:1${part}` }))

const facts = { owner: 'octocat', scopes: ['repo'], expires: '2027-01-31T00:00:00Z', detail: { type: 'user' } }
const full = aReport([
  aJudged({ finding: { commit: '0123456789'.repeat(4), facts } }),
  aJudged({ verdict: 'warn', finding: { liveness: { state: 'dead' } }, because: [{ rule: 'rule 1', source: 'policy.yml', line: 4 }] }),
  aJudged({ verdict: 'allow', finding: { liveness: { state: 'live' } } }),
], {
  problems: [{ source: 'p.yml', line: 1, column: 2, message: 'found that, expected this' }],
  unseen: ['big.bin'],
  notices: ['two binary files'],
})

test('a finding has the keys of the contract, with the reason of an unknown liveness', () => {
  expect(at(parseJson(toJson(full)), 'findings', 0)).toEqual({
    kind: 'github/pat-classic',
    provider: 'github',
    title: 'GitHub personal access token (classic)',
    path: 'src/config.ts',
    commit: '0123456789'.repeat(4),
    start: { line: 12, column: 8 },
    end: { line: 12, column: 48 },
    fingerprint: printOf('a token'),
    severity: 'high',
    liveness: 'unknown',
    livenessReason: 'not-asked',
    facts,
    verdict: 'block',
    because: [{ rule: 'default/unverified-token', source: 'default', line: null }],
    advice: 'Revoke it unless you know that it is dead.',
  })
})

test('a finding without a commit and with a known liveness has no key for what is not', () => {
  const second = at(parseJson(toJson(full)), 'findings', 1)
  expect(second).toMatchObject({ liveness: 'dead', verdict: 'warn', because: [{ rule: 'rule 1', source: 'policy.yml', line: 4 }] })
  expect(second).not.toHaveProperty('commit')
  expect(second).not.toHaveProperty('livenessReason')
})

test('the whole says its version, what it comes to and what was looked at', () => {
  expect(parseJson(toJson(full))).toMatchObject({
    version: 1,
    outcome: 'malformed-policy',
    problems: [{ source: 'p.yml', line: 1, column: 2 }],
    unseen: ['big.bin'],
    notices: ['two binary files'],
    stats: { files: 120, bytes: 1_234_567, commits: 4, milliseconds: 830 },
  })
})

test.each([['a full report', full], ['an empty report', aReport([])]])('%s follows the published schema', (_, report) => {
  expect({ valid: whole?.(parseJson(toJson(report))), errors: whole?.errors }).toEqual({ valid: true, errors: null })
})

test.each([
  ['a liveness it does not know', '"liveness": "dead"', '"liveness": "expired"'],
  ['an unknown liveness without its reason', '"livenessReason": "not-asked",', ''],
  ['a known liveness with a reason', '"liveness": "dead",', '"liveness": "dead", "livenessReason": "unclear",'],
  ['a fingerprint of another length', printOf('a token'), 'mf1_0123'],
  ['a line 0', '"line": 12', '"line": 0'],
  ['no stats', '"stats"', '"statistics"'],
])('the published schema refuses %s', (_, from, to) => {
  expect(whole?.(parseJson(toJson(full).replace(from, to)))).toBe(false)
})

test('JSON lines are the same findings, one a line, and a last line with the rest', () => {
  const lines = toJsonLines(full).trimEnd().split('\n').map(parseJson)
  const json = parseJson(toJson(full))
  expect(lines.slice(0, -1)).toEqual(at(json, 'findings'))
  expect({ ...Object(lines.at(-1)), findings: at(json, 'findings') }).toEqual(json)
  expect(lines.slice(0, -1).map((one) => line?.(one))).toEqual([true, true, true])
  expect(last?.(lines.at(-1))).toBe(true)
})

test('paths come back as they were, whatever is in them, on one line each', () => {
  const report = aReport(HOSTILE_PATHS.map((path) => aJudged({ finding: { path } })))
  const findings = at(parseJson(toJson(report)), 'findings')
  expect(isList(findings) ? findings.map((finding) => at(finding, 'path')) : []).toEqual(HOSTILE_PATHS)
  expect(toJsonLines(report).trimEnd().split('\n')).toHaveLength(HOSTILE_PATHS.length + 1)
})
