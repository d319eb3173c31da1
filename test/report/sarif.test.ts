import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import multitool from '@microsoft/sarif-multitool'
import type { Report } from '../../src/finding.ts'
import { at, isList, parseJson, textAt, type Json } from '../../src/lib/json.ts'
import { toSarif } from '../../src/report/sarif.ts'
import { HOSTILE_PATHS } from './hostile.ts'
import { aJudged, aPassword, aReport, aStored, printOf } from './sample.ts'

const full = aReport([
  aJudged({ finding: { path: 'src/ü b#1.ts', liveness: { state: 'live' }, facts: { owner: 'octocat' } } }),
  aJudged({ finding: { start: { line: 20, column: 1 }, end: { line: 20, column: 41 } } }),
  aJudged(),
  aJudged({ verdict: 'warn', finding: { ...aPassword(), commit: '0123456789'.repeat(4) } }),
  aJudged({ verdict: 'warn', finding: { kind: 'aws/access-key-id', title: 'AWS access key id', nature: 'identifier' } }),
  aJudged({ verdict: 'allow', finding: { path: 'allowed.ts' } }),
])

const hostile = HOSTILE_PATHS.filter((path) => path !== '').map((path) => aJudged({ finding: { path } }))

test('what blocks is an error, what warns a warning, what is allowed is not there', () => {
  expect(results(full).map((result) => [textAt(result, 'level'), textAt(result, 'ruleId'), uri(result)])).toEqual([
    ['warning', 'generic/url-password', 'docker-compose.yml'],
    ['error', 'github/pat-classic', 'src/config.ts'],
    ['warning', 'aws/access-key-id', 'src/config.ts'],
    ['error', 'github/pat-classic', 'src/config.ts'],
    ['error', 'github/pat-classic', 'src/%C3%BC%20b%231.ts'],
  ])
})

test('a result has its region, its rule and a fingerprint that tells the same token at two lines apart', () => {
  expect(results(full)[3]).toMatchObject({
    ruleIndex: 1,
    message: { text: expect.stringMatching(/^Leaked token: GitHub personal access token \(classic\)\. Revoke it, .* Fingerprint mf1_[0-9a-f]{32}\.$/) },
    locations: [{ physicalLocation: { region: { startLine: 20, startColumn: 1, endLine: 20, endColumn: 41 } } }],
    partialFingerprints: { primaryLocationLineHash: `${printOf('a token')}:3`, 'mayfly/v1': printOf('a token') },
  })
})

test('rules say what they are, how bad and how sure', () => {
  const rules = at(parseJson(toSarif(full, { version: '1.2.3' })), 'runs', 0, 'tool', 'driver', 'rules')
  expect(rules).toMatchObject([
    { id: 'generic/url-password', properties: { 'security-severity': '7.0', precision: 'high' } },
    { id: 'github/pat-classic', properties: { 'security-severity': '9.5', precision: 'very-high' } },
    { id: 'aws/access-key-id', properties: { 'security-severity': '2.0', precision: 'high' } },
  ])
})

test('private eyes see what the provider said and which rule decided', () => {
  expect(toSarif(full, { version: '1.2.3', audience: 'private' })).toContain('(classic), live. ')
  expect(toSarif(full, { version: '1.2.3', audience: 'private' })).toContain('Because of default/unverified-token.')
  expect(toSarif(full, { version: '1.2.3' })).not.toMatch(/\blive\b|default\//)
})

test('a scan that could not finish, or judge, says so', () => {
  const report = aReport([], { unseen: ['big.bin'], problems: [{ source: 'p.yml', line: 1, column: 2, message: 'found this' }] })
  expect(at(parseJson(toSarif(report, { version: '1.2.3' })), 'runs', 0, 'invocations', 0)).toEqual({
    executionSuccessful: false,
    toolExecutionNotifications: [
      { level: 'error', message: { text: 'p.yml:1:2: found this' } },
      { level: 'error', message: { text: 'Not looked at: big.bin' } },
    ],
  })
})

test('of more results than GitHub keeps, the strictest stay', () => {
  const warnings = Array.from({ length: 6_000 }, (_, i) => aJudged({ verdict: 'warn', finding: { start: { line: i + 1, column: 1 } } }))
  const kept = results(aReport([...warnings, aJudged({ finding: { path: 'z.ts' } })]))
  expect(kept).toHaveLength(5_000)
  expect(kept.filter((result) => textAt(result, 'level') === 'error').map(uri)).toEqual(['z.ts'])
})

test.each<[string, Report]>([
  ['an empty report', aReport([])],
  ['a report of all sorts, with hostile paths', aReport([...full.judged, ...hostile, aStored()], { unseen: HOSTILE_PATHS })],
])("Microsoft's validator, with GitHub's rules, has nothing against %s", async (_, report) => {
  expect(await errorsOf(toSarif(report, { version: '1.2.3' }))).toEqual([])
})

test("Microsoft's validator does find what GitHub would refuse", async () => {
  const text = toSarif(full, { version: '1.2.3' }).replaceAll('"locations"', '"places"').replaceAll('"fullDescription"', '"description"')
  expect((await errorsOf(text)).length).toBeGreaterThan(0)
})

async function errorsOf(sarif: string): Promise<readonly Json[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mayfly-sarif-'))
  try {
    const [input, output] = [join(folder, 'in.sarif'), join(folder, 'out.sarif')]
    await writeFile(input, sarif)
    const flags = ['--rule-kind', 'Sarif;Ghas', '--output', output, '--log', 'ForceOverwrite']
    // Its exit code does not tell; the file it writes does.
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
    await promisify(execFile)(multitool, ['validate', input, ...flags], { env }).catch(() => {})
    const found = at(parseJson((await readFile(output, 'utf8')).replace(/^\ufeff/, '')), 'runs', 0, 'results')
    if (!isList(found)) throw new Error('the validator wrote no results')
    return found.filter((result) => textAt(result, 'level') === 'error')
  } finally {
    await rm(folder, { recursive: true })
  }
}

function results(report: Report): readonly Json[] {
  const found = at(parseJson(toSarif(report, { version: '1.2.3' })), 'runs', 0, 'results')
  return isList(found) ? found : []
}

function uri(result: Json): string | undefined {
  return textAt(result, 'locations', 0, 'physicalLocation', 'artifactLocation', 'uri')
}
