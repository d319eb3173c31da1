import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { PackIndex } from '../../src/pack/pack-index.ts'
import { scanStore } from '../../src/pack/scan-store.ts'
import { scanObjects, type ObjectScan, type ScannedObjects } from '../../src/pack/scan-objects.ts'
import { MOST_BYTES } from '../../src/repo/port.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { mark } from '../scan/toys.ts'

const mint = new Mint('stores')
const ruleset = compile([mark])

function token(): string {
  return `mark_${mint.base62(20)}`
}

async function scanned(folder: string, more: Partial<ObjectScan> = {}): Promise<ScannedObjects> {
  const store = await scanStore({ folder, ruleset, ...more })
  if (store === 'unknown') throw new Error('the store was not read')
  expect([...store.left]).toEqual([])
  return store.tally
}

function packed(): { readonly repo: TestRepo; readonly holders: readonly string[] } {
  const repo = new TestRepo()
  repo.commit({ 'a.txt': `${'line\n'.repeat(90)}${token()}`, 'b.txt': 'b' })
  repo.commit({ 'a.txt': `${'line\n'.repeat(99)}${token()}`, 'c.txt': 'c' })
  repo.git('repack', '-adq')
  return { repo, holders: ['HEAD:a.txt', 'HEAD~:a.txt'].map((name) => repo.git('rev-parse', name)).toSorted() }
}

function keys(result: ScannedObjects): readonly string[] {
  return [...result.found.keys()].toSorted()
}

describe('blobs are found', () => {
  test('in the store that another borrows from', async () => {
    const { repo, holders } = packed()
    const folder = join(tempFolder(), 'borrower')
    repo.git('clone', '-q', '--shared', '.', folder)
    expect(keys(await scanned(folder))).toEqual(holders)
  })

  test('from a linked work tree, and from a folder inside a work tree', async () => {
    const { repo, holders } = packed()
    const folder = join(tempFolder(), 'linked')
    repo.git('worktree', 'add', '-q', folder, 'HEAD~')
    expect(keys(await scanned(folder))).toEqual(holders)
    repo.write({ 'deep/down/x.txt': '' })
    expect(keys(await scanned(join(repo.folder, 'deep/down')))).toEqual(holders)
  })

  test('that no ref reaches', async () => {
    const { repo, holders } = packed()
    repo.git('reset', '-q', '--hard', 'HEAD~')
    repo.git('reflog', 'expire', '--expire=all', '--all')
    expect(keys(await scanned(repo.folder))).toEqual(holders)
  })

  test('in a shallow clone and in one without its blobs, as far as they are there', async () => {
    const { repo, holders } = packed()
    repo.git('config', 'uploadpack.allowFilter', 'true')
    const [shallow, partial] = [join(tempFolder(), 'shallow'), join(tempFolder(), 'partial')]
    repo.git('clone', '-q', '--depth=1', `file://${repo.folder}`, shallow)
    expect(keys(await scanned(shallow))).toEqual([repo.git('rev-parse', 'HEAD:a.txt')])
    repo.git('clone', '-q', '--filter=blob:none', '--no-checkout', `file://${repo.folder}`, partial)
    expect(await scanned(partial)).toMatchObject({ blobs: 0, unseen: [] })
    const missing = await scanObjects({ folder: partial, ruleset, only: new Set(holders) })
    expect(missing.unseen.map(({ oid }) => oid).toSorted()).toEqual(holders)
  })

  test('among many that are asked for, in packs and out of them', async () => {
    const { repo, holders } = packed()
    const loose = repo.commit({ 'd.txt': token() })
    const asked = [...holders, repo.git('rev-parse', `${loose}:d.txt`)]
    const absent = Array.from({ length: 300 }, (_, i) => i.toString(16).padStart(40, '0'))
    const result = await scanObjects({ folder: repo.folder, ruleset, only: new Set([...asked, ...absent]) })
    expect(keys(result)).toEqual(asked.toSorted())
    expect(result.unseen.map(({ oid }) => oid).toSorted()).toEqual(absent)
    expect([...result.scanned].toSorted()).toEqual(asked.toSorted())
  })

  test('only where they are not known, though others are made from them', async () => {
    const { repo, holders } = packed()
    for (const known of holders) {
      const result = await scanned(repo.folder, { skip: new Set([known]) })
      expect(keys(result)).toEqual(holders.filter((oid) => oid !== known))
      expect([...result.scanned]).not.toContain(known)
    }
  })
})

describe('what is not scanned is named', () => {
  test('a blob that is too large, packed or loose, while what is made from it is scanned', async () => {
    const repo = new TestRepo()
    const much = Buffer.concat([randomBytes(1000).toString('hex').repeat(30), Buffer.alloc(MOST_BYTES, 'text\n')].map((part) => Buffer.from(part)))
    repo.commit({ 'a.txt': much })
    expect((await scanObjects({ folder: repo.folder, ruleset })).unseen).toMatchObject([{ oid: repo.git('rev-parse', 'HEAD:a.txt'), why: expect.stringMatching(/more than the 50 MB/) }])
    repo.commit({ 'a.txt': Buffer.concat([much.subarray(0, 60_000), Buffer.from(`\n${token()}`)]) })
    repo.git('-c', 'core.bigFileThreshold=1g', 'repack', '-adfq')
    const result = await scanned(repo.folder)
    expect(result.unseen.map(({ oid }) => oid)).toEqual([repo.git('rev-parse', 'HEAD~:a.txt')])
    expect(keys(result)).toEqual([repo.git('rev-parse', 'HEAD:a.txt')])
  })

  test('a loose object that is damaged', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': token(), 'b.txt': token() })
    const [one = '', other = ''] = ['HEAD:a.txt', 'HEAD:b.txt'].map((name) => repo.git('rev-parse', name))
    const file = join(repo.folder, '.git/objects', one.slice(0, 2), one.slice(2))
    rmSync(file)
    writeFileSync(file, 'rubbish')
    const result = await scanObjects({ folder: repo.folder, ruleset })
    expect(result.unseen.map(({ oid }) => oid)).toEqual([one])
    expect(keys(result)).toEqual([other])
  })
})

test('an index of version 1 is left to git', async () => {
  const { repo, holders } = packed()
  const pack = readdirSync(join(repo.folder, '.git/objects/pack')).find((name) => name.endsWith('.pack')) ?? ''
  const index = join(repo.folder, '.git/objects/pack', pack.replace(/pack$/, 'idx'))
  rmSync(index)
  repo.git('index-pack', '--index-version=1', '-o', index, join(repo.folder, '.git/objects/pack', pack))
  expect(await scanStore({ folder: repo.folder, ruleset })).toBe('unknown')
  expect(keys(await scanObjects({ folder: repo.folder, ruleset }))).toEqual(holders)
})

test('offsets beyond 4 GB are read whole', () => {
  const [head, fanout, names, large] = [Buffer.alloc(8), Buffer.alloc(1024), Buffer.alloc(2 * 24), Buffer.alloc(8 + 8 + 40)]
  head.writeUInt32BE(0xff744f63)
  head.writeUInt32BE(2, 4)
  for (let i = 0; i < 256; i++) fanout.writeUInt32BE(i < 0xaa ? 1 : 2, i * 4)
  names.fill(0xaa, 20, 40)
  large.writeUInt32BE(0x7fffffff)
  large.writeUInt32BE(0x80000000, 4)
  large.writeUInt32BE(5, 8)
  large.writeUInt32BE(77, 12)
  const file = join(tempFolder(), 'made.idx')
  writeFileSync(file, Buffer.concat([head, fanout, names, large]))
  const index = PackIndex.read(file, 20)
  if (!(index instanceof PackIndex)) throw new Error(index)
  expect([index.offsetOf(0), index.offsetOf(1)]).toEqual([0x7fffffff, 5 * 2 ** 32 + 77])
  expect(index.placeOf(Buffer.alloc(20, 0xaa))).toBe(1)
})
