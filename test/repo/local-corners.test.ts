import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { runGit } from '../../src/repo/git.ts'
import { openLocal, type LocalRepo } from '../../src/repo/local.ts'
import type { Range } from '../../src/repo/port.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { watched } from '../support/watched-git.ts'

async function using<T>(folder: string, work: (repo: LocalRepo) => Promise<T>): Promise<T> {
  const repo = await openLocal(folder)
  try {
    return await work(repo)
  } finally {
    await repo.close()
  }
}

async function paths(folder: string, range: Range): Promise<readonly string[]> {
  return using(folder, async (repo) => {
    const found: string[] = []
    for await (const version of repo.versions(range)) found.push('gap' in version ? version.gap : version.path)
    return found.toSorted()
  })
}

describe('a range', () => {
  test('takes two gits, at the same time', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': '1' })
    repo.commit({ 'b.txt': '2' })
    const { calls, result } = await watched(() => paths(repo.folder, { of: 'commits', heads: ['main'], bases: ['HEAD~1'] }))
    expect(result).toEqual(['b.txt'])
    expect(calls.toSorted()).toEqual(['cat-file', 'log'])
  })

  test.each([
    ['none', 'usage'], ['--all', 'usage'], ['-n1', 'usage'], ['^main', 'usage'], ['main..side', 'usage'], ['main^-', 'usage'], ['main^!', 'usage'],
    ['HEAD\nmain', 'usage'], ['', 'usage'], ['main:a.txt', 'usage'], ['0'.repeat(40), 'git'],
  ])('that ends in %j is refused, for it is no commit', async (head, code) => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': '1' })
    repo.git('branch', 'side')
    await expect(paths(repo.folder, { of: 'commits', heads: [head], bases: ['HEAD'] })).rejects.toMatchObject({ code })
    await expect(paths(repo.folder, { of: 'commits', heads: ['HEAD'], bases: [head] })).rejects.toMatchObject({ code })
  })

  test.each(['HEAD~1', 'HEAD^', 'main^1', 'v1', 'main^{commit}~1', 'HEAD@{1}'])('can begin at %s', async (base) => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': '1' }, 'first')
    repo.git('tag', '-a', 'v1', '-m', 'v1')
    repo.commit({ 'b.txt': '2' }, 'second')
    expect(await paths(repo.folder, { of: 'commits', heads: ['HEAD'], bases: [base] })).toEqual(['b.txt'])
  })
})

describe('staged', () => {
  test('is what the index holds and HEAD does not, whatever lies on disk', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': '1', 'b.txt': 'b', 'sub/c.txt': 'c' })
    repo.write({ 'a.txt': '2', 'new.txt': 'n', 'sub/c.txt': 'c2', 'not-added.txt': 'x' })
    repo.git('add', 'a.txt', 'new.txt', 'sub/c.txt')
    repo.write({ 'a.txt': 'later' })
    expect(await paths(repo.folder, { of: 'staged' })).toEqual(['a.txt', 'new.txt', 'sub/c.txt'])
    expect(await paths(join(repo.folder, 'sub'), { of: 'staged' })).toEqual(['c.txt'])
    await using(repo.folder, async (opened) => {
      for await (const version of opened.versions({ of: 'staged' })) {
        if ('gap' in version || version.path !== 'a.txt') continue
        expect(await opened.read(version.blob)).toEqual({ state: 'read', bytes: Buffer.from('2') })
        expect(version.before).toEqual([repo.git('rev-parse', 'HEAD:a.txt')])
      }
    })
  })

  test('before the first commit is the whole index', async () => {
    const repo = new TestRepo()
    repo.write({ 'a.txt': 'a' })
    repo.git('add', 'a.txt')
    expect(await paths(repo.folder, { of: 'staged' })).toEqual(['a.txt'])
  })

  test('leaves out what a merge has not settled', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': '1' })
    repo.git('checkout', '-q', '-b', 'side')
    repo.commit({ 'a.txt': '2' })
    repo.git('checkout', '-q', 'main')
    repo.commit({ 'a.txt': '3' })
    expect(() => repo.git('merge', '-q', 'side')).toThrow()
    expect(await paths(repo.folder, { of: 'staged' })).toEqual([])
    expect(await paths(repo.folder, { of: 'tree' })).toEqual(['a.txt'])
  })
})

describe('a repository without commits', () => {
  test.each([
    [{ of: 'tree' }, ['a.txt']],
    [{ of: 'history' }, []],
    [{ of: 'staged' }, []],
  ] as const)('has for %j the files %j', async (range, expected) => {
    const repo = new TestRepo()
    repo.write({ 'a.txt': 'a' })
    expect(await paths(repo.folder, range)).toEqual(expected)
  })

  test('that is bare has no files at all, and no policy', async () => {
    const repo = new TestRepo(undefined, ['--bare'])
    expect(await paths(repo.folder, { of: 'tree' })).toEqual([])
    expect(await using(repo.folder, (opened) => opened.file('.github/token-policy.yml'))).toBeUndefined()
  })
})

describe('history', () => {
  test('reaches branches, tags and every stash', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': 'a' })
    repo.git('checkout', '-q', '-b', 'side')
    repo.commit({ 'side.txt': 's' })
    repo.git('checkout', '-q', '--detach', 'main')
    repo.commit({ 'tagged.txt': 't' })
    repo.git('tag', '-a', 'v1', '-m', 'v1')
    repo.git('checkout', '-q', 'main')
    for (const name of ['stash-1.txt', 'stash-2.txt']) {
      repo.write({ [name]: name })
      repo.git('stash', '-q', '-u')
    }
    expect(await paths(repo.folder, { of: 'history' })).toEqual(['a.txt', 'side.txt', 'stash-1.txt', 'stash-2.txt', 'tagged.txt'])
  })
})

describe('a folder that is no repository', () => {
  test.each([{ of: 'history' }, { of: 'staged' }, { of: 'commits', heads: ['HEAD'], bases: [] }, { of: 'tree', ref: 'HEAD' }] as const)('refuses %j', async (range) => {
    await expect(paths(tempFolder(), range)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('no git repository') })
  })

  test('and does not exist, or is a file, is refused', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'file'), '')
    await expect(openLocal(join(folder, 'none'))).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('there is no folder') })
    await expect(openLocal(join(folder, 'file'))).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('is no folder') })
  })
})

describe('files by their path from the top', () => {
  test('are read on disk from any folder below, and at a ref as they stood', async () => {
    const repo = new TestRepo()
    repo.commit({ '.github/p.yml': 'old', 'sub/x': 'x' })
    repo.write({ '.github/p.yml': 'new' })
    await using(join(repo.folder, 'sub'), async (opened) => {
      expect(await opened.file('.github/p.yml')).toBe('new')
      expect(await opened.file('.github/p.yml', 'HEAD')).toBe('old')
      expect(await opened.file('.github/none.yml', 'HEAD')).toBeUndefined()
      expect(await opened.file('.github', 'HEAD')).toBeUndefined()
      expect(await opened.file('.github')).toBeUndefined()
      await expect(opened.file('.github/p.yml', 'no-branch')).rejects.toMatchObject({ code: 'git', message: expect.stringContaining('no commit "no-branch"') })
    })
  })

  test('are listed folder by folder, links and folders left out', async () => {
    const repo = new TestRepo()
    repo.commit({ 'w/b.yml': '', 'w/a.yml': '', 'w/deep/c.yml': '', 'w[1]/x.yml': '' })
    mkdirSync(join(repo.folder, 'w', 'empty'))
    await using(repo.folder, async (opened) => {
      for (const ref of [undefined, 'HEAD']) {
        expect(await opened.list('w', ref)).toEqual(['w/a.yml', 'w/b.yml'])
        expect(await opened.list('w[1]', ref)).toEqual(['w[1]/x.yml'])
        expect(await opened.list('none', ref)).toEqual([])
      }
    })
  })
})

test('nothing that the repository itself configures is run', async () => {
  const repo = new TestRepo()
  repo.commit({ '.gitattributes': '* diff=evil filter=evil\n', 'a.txt': 'a' })
  const trap = join(tempFolder(), 'ran')
  for (const key of ['core.fsmonitor', 'core.pager', 'diff.evil.textconv', 'diff.evil.command', 'filter.evil.clean', 'filter.evil.smudge', 'gpg.program']) {
    repo.git('config', key, `touch ${trap};`)
  }
  repo.git('config', 'log.showSignature', 'true')
  repo.write({ 'a.txt': 'b', '.git/hooks/post-index-change': `#!/bin/sh\ntouch ${trap}\n` })
  chmodSync(join(repo.folder, '.git/hooks/post-index-change'), 0o755)
  for (const of of ['tree', 'staged', 'history'] as const) await paths(repo.folder, { of })
  expect(existsSync(trap)).toBe(false)
  // Commands that we do not use, and that would run a monitor and a hook.
  repo.git('config', '--unset', 'filter.evil.clean')
  expect(await runGit({ folder: repo.folder, args: ['status', '--porcelain'] })).toMatchObject({ code: 0 })
  expect(await runGit({ folder: repo.folder, args: ['update-index', '--no-split-index', '--chmod=+x', '.gitattributes'] })).toMatchObject({ code: 0 })
  expect(existsSync(trap)).toBe(false)
})

test('an object that a partial clone left out does not keep the ones asked for after it', async () => {
  const origin = new TestRepo()
  origin.commit({ 'large.txt': 'x'.repeat(5_000), 'small.txt': 's' })
  origin.git('config', 'uploadpack.allowFilter', 'true')
  const clone = tempFolder()
  origin.git('clone', '-q', '--no-checkout', '--filter=blob:limit=1k', `file://${origin.folder}`, clone)
  const [large, small] = ['large.txt', 'small.txt'].map((path) => origin.git('rev-parse', `HEAD:${path}`))
  await using(clone, async (opened) => {
    const contents = await Promise.all([small, large, small, large, small].map((id) => opened.read(id ?? '')))
    expect(contents.map(({ state }) => state)).toEqual(['read', 'missing', 'read', 'missing', 'read'])
  })
})

test('many objects asked for at once are answered each with its own, also when one is missing', async () => {
  const repo = new TestRepo()
  repo.commit(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`${i}.txt`, `${i}`.repeat(i * 50)])))
  await using(repo.folder, async (opened) => {
    const ids = Array.from({ length: 200 }, (_, i) => repo.git('rev-parse', `HEAD:${i}.txt`))
    const asked = [...ids.slice(0, 100), 'e'.repeat(40), ...ids.slice(100)]
    const contents = await Promise.all(asked.map((id) => opened.read(id)))
    expect(contents[100]).toMatchObject({ state: 'missing' })
    const texts = contents.toSpliced(100, 1).map((content) => (content.state === 'read' ? Buffer.from(content.bytes).toString() : content.state))
    expect(texts).toEqual(ids.map((_, i) => `${i}`.repeat(i * 50)))
  })
})
