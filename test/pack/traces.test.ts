import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import type { Range } from '../../src/repo/port.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { compare, tracesOf } from './check-traces.ts'
import { tangle } from './tangle.ts'

const seed = randomBytes(6).toString('hex')

function tangled(options: readonly string[] = []): TestRepo {
  const repo = new TestRepo(tempFolder(), options)
  tangle(repo.folder, { seed: `${seed}${options.join('')}`, commits: 150 })
  return repo
}

function blobsIn(repo: TestRepo): readonly string[] {
  const listed = repo.git('cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(objectname)')
  return listed.split('\n').flatMap((line) => (line.startsWith('blob ') ? [line.slice(5)] : []))
}

function some(repo: TestRepo, most: number): ReadonlySet<string> {
  const [mint, blobs] = [new Mint(seed), blobsIn(repo)]
  return new Set(Array.from({ length: most }, () => blobs[mint.below(blobs.length)] ?? ''))
}

type Whole = Extract<Range, { of: 'commits' | 'history' }>

/** That both ways of asking say the same, and traces tell all they are asked. */
async function expectSame(repo: TestRepo, { sought = some(repo, 12), range = { of: 'history' } }: { readonly sought?: ReadonlySet<string>; readonly range?: Whole } = {}): Promise<readonly string[]> {
  const { logged, traced, traces, orders } = await compare(repo.folder, { sought, range })
  expect({ seed, ...traced }).toEqual({ seed, ...logged })
  expect({ seed, order: orders.own }).toEqual({ seed, order: orders.listed })
  const trees = repo.git('log', '--all', '--format=%T').split('\n')
  expect(trees.filter((tree) => traces?.traceOf(tree) === 'unknown')).toEqual([])
  return traced.versions
}

describe('who brought what is the same by traces and by the log of every change', () => {
  test.each([1, 5, 40, 1_000])('for %i blobs of a tangled history', async (most) => {
    const repo = tangled()
    const versions = await expectSame(repo, { sought: some(repo, most) })
    expect(versions.length).toBeGreaterThan(0)
  })

  test('for a branch alone, and for what others do not reach', async () => {
    const repo = tangled()
    const [head = '', base = ''] = repo.git('rev-parse', 'b0', 'b1').split('\n')
    await expectSame(repo, { range: { of: 'commits', heads: [head], bases: [] } })
    await expectSame(repo, { range: { of: 'commits', heads: [head], bases: [base] } })
    await expectSame(repo, { range: { of: 'history', since: '2023-11-14T22:14:00Z' } })
  })

  test.each([
    ['loose objects', []],
    ['one pack', [['repack', '-adfq']]],
    ['deltas of one step', [['repack', '-adfq', '--depth=1', '--window=50']]],
    ['long deltas', [['repack', '-adfq', '--depth=4095', '--window=50']]],
    ['no deltas', [['repack', '-adfq', '--depth=0']]],
    ['packs that hold the same', [['repack', '-aq'], ['repack', '-afq', '--depth=2'], ['repack', '-afq', '--depth=0']]],
    ['many packs under one index', [['repack', '-adfq'], ['multi-pack-index', 'write']]],
  ])('in a store of %s', async (_, commands) => {
    const repo = new TestRepo(tempFolder(), ['--object-format=sha1'])
    repo.git('config', 'fastimport.unpackLimit', '100000')
    tangle(repo.folder, { seed, commits: 60 })
    for (const command of commands) repo.git(...command)
    await expectSame(repo)
  })

  test('in a store of which half is packed', async () => {
    const repo = tangled()
    repo.git('checkout', '-q', 'b1')
    for (let i = 0; i < 5; i++) repo.commit({ 'new/file': `${i % 2}`, [`new/${i}`]: 'one\n' })
    expect(await expectSame(repo, { sought: new Set(blobsIn(repo)) })).not.toEqual([])
  })

  test('with ids of SHA-256', async () => {
    const repo = new TestRepo(tempFolder(), ['--object-format=sha256'])
    repo.commit({ 'a/b/one': 'one', two: 'two' })
    repo.commit({ 'a/b/one': 'two', two: 'one' })
    repo.commit({ 'a/b/one': null, 'a/three': 'one' })
    expect(await expectSame(repo, { sought: new Set(blobsIn(repo)) })).toHaveLength(5)
    repo.git('repack', '-adfq')
    expect(await expectSame(repo, { sought: new Set(blobsIn(repo)) })).toHaveLength(5)
  })

  test('where commits are replaced by others', async () => {
    const repo = tangled()
    const [one = '', other = ''] = repo.git('rev-parse', 'b0', 'b1').split('\n')
    repo.git('replace', one, other)
    await expectSame(repo)
  })

  test('in a clone that is cut off', async () => {
    const repo = tangled()
    const clone = new TestRepo()
    clone.git('fetch', '-q', '--depth=3', pathToFileURL(repo.folder).href, 'refs/heads/*:refs/heads/*')
    await expectSame(clone)
    const head = clone.git('rev-parse', 'b0')
    await expectSame(clone, { range: { of: 'commits', heads: [head], bases: [] } })
  })

  test('where tags are of tags, and of what is no commit', async () => {
    const repo = tangled()
    repo.git('tag', '-a', '-m', 'one', 'one', 'b0~2')
    repo.git('tag', '-a', '-m', 'two', 'two', 'one')
    repo.git('update-ref', '-d', 'refs/heads/b0')
    await expectSame(repo)
    repo.git('tag', 'blob', blobsIn(repo)[0] ?? '')
    repo.git('tag', '-a', '-m', 'tree', 'tree', 'b1^{tree}')
    await expectSame(repo)
  })

  test('where commits are reached from a HEAD alone, of this work tree and of another', async () => {
    const repo = new TestRepo()
    repo.commit({ a: 'one' })
    const other = join(tempFolder(), 'other')
    repo.git('worktree', 'add', '-q', '--detach', other)
    const sought = new Set([repo.commit({ a: 'two' }), repo.commit({ b: 'three' })].map((commit, i) => repo.git('rev-parse', `${commit}:${'ab'[i] ?? ''}`)))
    repo.git('checkout', '-q', '--detach')
    repo.git('update-ref', 'refs/heads/main', 'HEAD~2')
    expect(await expectSame(repo, { sought })).toHaveLength(2)
    execFileSync('git', ['-C', other, 'checkout', '-q', '--detach', repo.git('rev-parse', 'HEAD')])
    repo.git('checkout', '-q', 'main')
    expect(await expectSame(repo, { sought })).toHaveLength(2)
  })

  test('where commits have the same time, or one before that of their parents', async () => {
    const repo = new TestRepo()
    const trees = Array.from({ length: 8 }, (_, i) => repo.git('rev-parse', `${repo.commit({ [`f${i % 3}`]: `${i}` })}^{tree}`))
    const times = [9, 3, 3, 7, 3, 0, 8, 3]
    const made: string[] = []
    for (const [i, tree] of trees.entries()) {
      const parents = [made[i - 1], made[i - 3]].flatMap((id) => (id === undefined || i === 4 ? [] : ['-p', id]))
      const date = `${1_700_000_000 + (times[i] ?? 0)} +0000`
      const env = { ...process.env, GIT_AUTHOR_NAME: 'A > B', GIT_AUTHOR_EMAIL: 'a', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a', GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
      made.push(execFileSync('git', ['commit-tree', '-m', `${i}`, ...parents, tree], { cwd: repo.folder, env, encoding: 'utf8' }).trim())
      repo.git('branch', `at${i}`, made[i] ?? '')
    }
    expect((await expectSame(repo, { sought: new Set(blobsIn(repo)) })).length).toBeGreaterThan(times.length)
  })

  test('where folders lie in folders, hundreds deep', async () => {
    const repo = new TestRepo()
    repo.commit({ [`${'f/'.repeat(900)}file`]: 'one' })
    repo.commit({ [`${'f/'.repeat(900)}file`]: 'two' })
    expect(await expectSame(repo, { sought: new Set(blobsIn(repo)) })).toHaveLength(2)
  })

  test('where a commit has no files', async () => {
    const repo = new TestRepo()
    repo.commit({})
    repo.commit({ a: 'one' })
    repo.commit({ a: null })
    repo.commit({ b: 'one' })
    expect(await expectSame(repo, { sought: new Set(blobsIn(repo)) })).toHaveLength(2)
  })
})

describe('a store that is not whole', () => {
  test('tells of blobs that it lacks', async () => {
    const repo = tangled()
    repo.git('config', 'uploadpack.allowFilter', 'true')
    const clone = new TestRepo()
    clone.git('fetch', '-q', '--filter=blob:none', pathToFileURL(repo.folder).href, 'refs/heads/*:refs/heads/*')
    const lacked = some(repo, 3)
    const versions = await expectSame(clone, { sought: lacked })
    expect(versions.length).toBeGreaterThan(50)
    expect((await tracesOf(clone.folder, lacked))?.lacking).toEqual(new Set(blobsIn(repo)))
  })

  test('is not traced where a tree is missing or damaged, and tells as much as before', async () => {
    for (const harm of [remove, damage]) {
      const repo = new TestRepo()
      for (let i = 0; i < 5; i++) repo.commit({ 'deep/down/file': `${i}`, [`other/${i}`]: `${i}` })
      const sought = new Set(blobsIn(repo))
      const tree = repo.git('rev-parse', 'HEAD~2:deep')
      harm(join(repo.folder, '.git/objects', tree.slice(0, 2), tree.slice(2)))
      const { logged, traced, traces } = await compare(repo.folder, { sought })
      expect(traced).toEqual(logged)
      expect(traced.versions.length).toBeGreaterThan(3)
      const roots = repo.git('log', '--format=%T').split('\n')
      expect(roots.map((root) => traces?.traceOf(root) === 'unknown')).toEqual([false, false, true, false, false])
    }
  })

  test('has trees of which nothing can be read, in files of their own and in packs', async () => {
    const repo = new TestRepo()
    repo.commit({ 'deep/file': 'one' })
    const blob = repo.git('rev-parse', 'HEAD:deep/file')
    const entry = Buffer.concat([Buffer.from('100644 file\0'), Buffer.from(blob, 'hex')])
    const broken = [entry.subarray(0, 20), Buffer.concat([entry, Buffer.from('1')]), Buffer.concat([Buffer.from('7'), entry]), Buffer.from('40000 '), randomBytes(200)]
    const trees = broken.map((bytes) => {
      writeFileSync(join(repo.folder, 'tree'), bytes)
      return repo.git('hash-object', '-t', 'tree', '--literally', '-w', 'tree')
    })
    for (const pack of ['loose', 'packed']) {
      if (pack === 'packed') packOf(repo, trees)
      const traces = await tracesOf(repo.folder, new Set([blob]))
      expect(trees.map((tree) => traces?.traceOf(tree))).toEqual(trees.map(() => 'unknown'))
      expect(traces?.traceOf(repo.git('rev-parse', 'HEAD^{tree}'))).toBeGreaterThan(0)
    }
  })

  test('is not traced where a pack is damaged', async () => {
    const repo = tangled()
    repo.git('repack', '-adfq')
    const sought = some(repo, 12)
    const folder = join(repo.folder, '.git/objects/pack')
    const pack = join(folder, readdirSync(folder).find((name) => name.endsWith('.pack')) ?? '')
    const bytes = readFileSync(pack)
    rmSync(pack)
    for (let at = bytes.length >> 1; at < (bytes.length >> 1) + 300; at++) bytes[at] = 0xff
    writeFileSync(pack, bytes)
    const { logged, traced } = await compare(repo.folder, { sought })
    expect(new Set(traced.versions)).toEqual(new Set(logged.versions))
  })
})

/** Moves objects to a pack. */
function packOf(repo: TestRepo, ids: readonly string[]): void {
  execFileSync('git', ['pack-objects', '-q', '.git/objects/pack/pack'], { cwd: repo.folder, input: `${ids.join('\n')}\n` })
  repo.git('prune-packed', '-q')
}

function remove(file: string): void {
  rmSync(file)
}

function damage(file: string): void {
  rmSync(file)
  writeFileSync(file, randomBytes(60))
}
