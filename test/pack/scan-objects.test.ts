import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { scanObjects, type ObjectScan } from '../../src/pack/scan-objects.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { TestRepo } from '../support/git.ts'
import { guess, mark } from '../scan/toys.ts'

const mint = new Mint('objects')
const ruleset = compile([mark, guess])

function stocked(): { readonly repo: TestRepo; readonly token: string } {
  const repo = new TestRepo()
  const token = `mark_${mint.base62(20)}`
  repo.commit({ 'a.txt': `first\n${token}\n`, 'b.txt': 'nothing', 'c.bin': Buffer.from([1, 0, 2]) })
  repo.commit({ 'a.txt': 'gone' })
  return { repo, token }
}

function scanned(repo: TestRepo, more: Partial<ObjectScan> = {}): ReturnType<typeof scanObjects> {
  return scanObjects({ folder: repo.folder, ruleset, ...more })
}

describe('the blobs of a store', () => {
  test('are scanned whether or not they stand at the tip', async () => {
    const { repo } = stocked()
    const result = await scanned(repo)
    const holder = repo.git('rev-parse', 'HEAD~:a.txt')
    expect([...result.found.keys()]).toEqual([holder])
    expect(result.found.get(holder)).toMatchObject([{ start: { line: 2, column: 1 }, end: { line: 2, column: 26 } }])
    expect(result).toMatchObject({ blobs: 4, unseen: [], binaries: new Set([repo.git('rev-parse', 'HEAD:c.bin')]) })
    expect([...result.scanned].toSorted()).toEqual(['HEAD~:a.txt', 'HEAD:a.txt', 'HEAD:b.txt', 'HEAD:c.bin'].map((name) => repo.git('rev-parse', name)).toSorted())
  })

  test('that are not asked for, or known, are left out', async () => {
    const { repo } = stocked()
    const holder = repo.git('rev-parse', 'HEAD~:a.txt')
    expect(await scanned(repo, { skip: new Set([holder]) })).toMatchObject({ blobs: 3, found: new Map() })
    expect((await scanned(repo, { only: new Set([holder]) })).found.size).toBe(1)
  })

  test('that are missing are named', async () => {
    const { repo } = stocked()
    const oid = 'ab'.repeat(20)
    const result = await scanned(repo, { only: new Set([oid]) })
    expect(result).toMatchObject({ blobs: 0, unseen: [{ oid, why: expect.any(String) }] })
  })
})
