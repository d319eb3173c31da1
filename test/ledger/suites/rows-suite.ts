import { beforeAll, expect, test } from '@jest/globals'
import type { Judged } from '../../../src/finding.ts'
import { createLedger, type Act, type Ledger } from '../../../src/ledger/ledger.ts'
import type { Store } from '../../../src/ledger/store.ts'
import { Mint } from '../../../src/lib/mint.ts'
import { Secret } from '../../../src/lib/secret.ts'

const mint = new Mint('rows')
const KEY = mint.bytes(32)
const fingerprint = Secret.of(mint.base62(40)).fingerprint

export function findingSuite(use: () => Store): void {
  let ledger: Ledger
  beforeAll(() => {
    ledger = createLedger(use(), KEY)
  })

  test('a finding keeps its first sight and takes on what is held of it now', async () => {
    const commit = mint.hex(40)
    await ledger.findings.record(1, [judged({ commit }, 'block')])
    const [first] = await ledger.findings.of(1)
    await ledger.findings.record(1, [judged({ commit, liveness: { state: 'dead' }, start: { line: 9, column: 2 } }, 'warn')])
    const [second, ...more] = await ledger.findings.of(1)
    expect(more).toEqual([])
    expect(first).toMatchObject({ key: ledger.keyOf(fingerprint), path: 'src/a b\n.ts', commit, line: 3, liveness: 'live', verdict: 'block' })
    expect(second).toMatchObject({ line: 9, column: 2, liveness: 'dead', verdict: 'warn', firstSeen: first?.firstSeen })
    expect(second?.lastSeen.getTime()).toBeGreaterThanOrEqual(first?.lastSeen.getTime() ?? Infinity)
  })

  test('a token is a row for each path and commit, and one where it stands twice in a file', async () => {
    // Longer than an entry of an index may be, also when it is compressed.
    const long = mint.base62(4004)
    const all = [judged({ path: 'a' }), judged({ path: 'a', start: { line: 8, column: 1 } }), judged({ path: 'b' }), judged({ path: long }), judged({ path: 'a', commit: mint.hex(40) })]
    await ledger.findings.record(2, all)
    await ledger.findings.record(2, all)
    const rows = await ledger.findings.of(2)
    expect(rows.map(({ path, line, commit }) => [path.length, line, commit.length])).toEqual([[1, 3, 0], [1, 3, 40], [1, 3, 0], [4004, 3, 0]])
  })

  test('thousands of findings are recorded at once', async () => {
    await ledger.findings.record(3, Array.from({ length: 2500 }, (_, index) => judged({ path: `file-${index}` })))
    expect(await ledger.findings.of(3)).toHaveLength(2500)
    expect((await ledger.counts())['findings_live']).toBeGreaterThanOrEqual(2500)
  }, 30_000)

  test('no table holds a fingerprint', async () => {
    const { rows } = await use().boss.executeSql(
      "select table_name as name from information_schema.tables where table_schema = 'mayfly' order by 1")
    for (const { name } of rows) {
      const found = await use().boss.executeSql(`select count(*) as hits from mayfly.${String(name)} as t where t::text like '%mf1\\_%'`)
      expect([name, found.rows]).toEqual([name, [{ hits: 0 }]])
    }
    expect(rows.length).toBeGreaterThan(5)
  })

}

export function cleanBlobSuite(use: () => Store): void {
  test('a clean blob is known by the repository and the version of the rules that it was noted with', async () => {
    const { cleanBlobs } = createLedger(use(), KEY)
    const all = new Map(Array.from({ length: 4_500 }, (_, index) => [mint.hex(40), index] as const))
    const [first = ''] = all.keys()
    await cleanBlobs.note(41, { blobs: all, rules: 'one' })
    const blobs = new Set([...all.keys(), mint.hex(40)])
    expect(await cleanBlobs.among(41, { blobs, rules: 'one' })).toEqual(all)
    expect((await cleanBlobs.among(41, { blobs, rules: 'two' })).size + (await cleanBlobs.among(42, { blobs, rules: 'one' })).size).toBe(0)
    await cleanBlobs.note(41, { blobs: new Map([[first, 0]]), rules: 'two' })
    expect((await cleanBlobs.among(41, { blobs, rules: 'one' })).size).toBe(4_499)
    expect([...(await cleanBlobs.among(41, { blobs, rules: 'two' })).keys()]).toEqual([first])
  }, 30_000)

  test('a blob that nobody noted in a month is forgotten', async () => {
    const { cleanBlobs } = createLedger(use(), KEY)
    const [old, young] = [mint.hex(40), mint.hex(40)]
    await cleanBlobs.note(43, { blobs: new Map([[old, 1]]), rules: 'one' })
    await use().db.updateTable('cleanBlobs').set({ notedAt: new Date(Date.now() - 31 * 86_400_000) }).where('blob', '=', old).execute()
    await cleanBlobs.note(43, { blobs: new Map([[young, 1]]), rules: 'one' })
    expect([...(await cleanBlobs.among(43, { blobs: new Set([old, young]), rules: 'one' })).keys()]).toEqual([young])
  })
}

export function actSuite(use: () => Store): void {
  let ledger: Ledger
  beforeAll(() => {
    ledger = createLedger(use(), KEY)
  })

  test('an act is begun once, known when it was left half-way, and not done again', async () => {
    const one = act('revoke:once')
    const begun = await Promise.all(Array.from({ length: 5 }, () => ledger.acts.begin(one)))
    expect(begun.toSorted()).toEqual(['begun', 'begun-before', 'begun-before', 'begun-before', 'begun-before'])
    await ledger.acts.end(one.key, { state: 'done', note: 'already-dead' })
    expect(await ledger.acts.begin(one)).toBe('done-before')
    expect((await ledger.acts.of(7)).find(({ key }) => key === one.key)).toMatchObject({ ...one, state: 'done', note: 'already-dead' })
  })

  test.each(['refused', 'failed'] as const)('an act that was %s did not happen and may be begun again', async (state) => {
    const one = act(`revoke:${state}`)
    expect(await ledger.acts.begin(one)).toBe('begun')
    await ledger.acts.end(one.key, { state })
    expect(await ledger.acts.begin({ ...one, by: 'octocat' })).toBe('begun')
    expect(await ledger.acts.begin(one)).toBe('begun-before')
  })

  test.each<[string, Partial<Act>]>([
    ['key', { key: `revoke:${fingerprint}` }],
    ['target', { target: fingerprint }],
    ['reason', { why: mint.base62(30) }],
    ['doer', { by: mint.base62(60) }],
  ])('an act whose %s could be a secret or a fingerprint is refused', async (_, part) => {
    await expect(ledger.acts.begin({ ...act('revoke:bad'), ...part })).rejects.toThrow(TypeError)
  })
}

function act(key: string): Act {
  return { key, repositoryId: 7, what: 'revoke', target: 'a'.repeat(64), why: 'policy: revocation auto', by: 'policy' }
}

function judged(part: Partial<Judged['finding']>, verdict: Judged['verdict'] = 'block'): Judged {
  return {
    finding: {
      kind: 'github/pat', provider: 'github', title: 'GitHub token', path: 'src/a b\n.ts', start: { line: 3, column: 5 }, end: { line: 3, column: 45 },
      fingerprint, nature: 'secret', rank: 'provider', proven: true, severity: 'high', liveness: { state: 'live' }, facts: {}, ...part,
    },
    verdict, because: [], advice: '', revocation: 'never',
  }
}
