import { appendFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { trackedNames } from '../../src/repo/index-file.ts'
import { openLocal } from '../../src/repo/local.ts'
import { TestRepo } from '../support/git.ts'

const LONG = `${'long/'.repeat(40)}${'n'.repeat(200)}`

const READ: readonly (readonly [what: string, change: (repo: TestRepo) => void])[] = [
  ['nothing', () => {}],
  ['some files', (repo) => repo.commit(FILES)],
  ['a file that is to be added', (repo) => {
    repo.commit(FILES)
    repo.write({ 'later.txt': '' })
    repo.git('add', '-N', 'later.txt')
  }],
  ['a file that has no place on disk', (repo) => {
    repo.commit(FILES)
    repo.git('update-index', '--skip-worktree', 'a.txt')
  }],
  ['a conflict', (repo) => {
    repo.commit({ 'a.txt': '1', 'z.txt': '' })
    repo.git('checkout', '-q', '-b', 'side')
    repo.commit({ 'a.txt': '2' })
    repo.git('checkout', '-q', 'main')
    repo.commit({ 'a.txt': '3' })
    expect(() => repo.git('merge', '-q', 'side')).toThrow()
  }],
  ['a link, and a repository inside', (repo) => {
    symlinkSync('a.txt', join(repo.folder, 'link'))
    repo.commit(FILES)
    repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.head()},inside`)
  }],
  ['a cache of untracked files', (repo) => {
    repo.commit(FILES)
    repo.git('update-index', '--untracked-cache')
    repo.git('status')
  }],
  ['its names in the way of version 4', (repo) => repo.git('update-index', '--index-version', '4')],
  ['another file with the most of it', (repo) => repo.git('update-index', '--split-index')],
]
const FILES = { 'a.txt': 'a', 'b/c.txt': 'c', 'ü é.txt': 'u', 'line\nbreak': '', [LONG]: 'long', 'b/é/ü': '' }

test.each(READ)('an index with %s is read as git reads it, or not at all', async (what, change) => {
  const repo = new TestRepo()
  if (/version|another/.test(what)) repo.commit(FILES)
  change(repo)
  const names = trackedNames(repo.folder)
  expect(names === undefined).toBe(/version|another/.test(what))
  if (names !== undefined) expect(names).toEqual(Buffer.from(repo.try('ls-files', '-z', '--cached')).toString('latin1').split('\0').slice(0, -1))
  repo.write({ 'new.txt': '', 'b/new.txt': '', 'ignored.txt': '', '.gitignore': 'ignored.txt\n' })
  const listed = new Set(repo.try('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0').slice(0, -1))
  expect((await paths(repo.folder)).toSorted()).toEqual([...listed].filter((path) => path !== 'inside').toSorted())
})

test.each<readonly [what: string, harm: (index: Buffer) => Buffer]>([
  ['cut off', (index) => index.subarray(0, 90)],
  ['empty', () => Buffer.alloc(0)],
  ['of an unknown version', (index) => Buffer.concat([index.subarray(0, 7), Buffer.from([9]), index.subarray(8)])],
  ['longer than it says', (index) => Buffer.concat([index, Buffer.from('sdir\0\0\0\0')])],
  ['full of more names than there are', (index) => Buffer.concat([index.subarray(0, 8), Buffer.from([0, 0, 9, 9]), index.subarray(12)])],
])('an index that is %s is left to git', (_, harm) => {
  const repo = new TestRepo()
  repo.commit(FILES)
  const file = join(repo.folder, '.git/index')
  writeFileSync(file, harm(readFileSync(file)))
  expect(trackedNames(repo.folder)).toBeUndefined()
})

test('where git cannot go on, what it tracks is told first', async () => {
  const repo = new TestRepo()
  repo.commit(FILES)
  repo.write({ 'new.txt': '' })
  appendFileSync(join(repo.folder, '.git/config'), '[core\n')
  const told: string[] = []
  await expect((async () => {
    for await (const path of pathsOf(repo.folder)) told.push(path)
  })()).rejects.toMatchObject({ code: 'git' })
  expect(told).toContain('a.txt')
})

async function paths(folder: string): Promise<readonly string[]> {
  const found: string[] = []
  for await (const path of pathsOf(folder)) found.push(path)
  return found
}

async function* pathsOf(folder: string): AsyncGenerator<string> {
  const opened = await openLocal(folder)
  for await (const version of opened.versions({ of: 'tree' })) if ('path' in version) yield version.path
}
