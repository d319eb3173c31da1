import { existsSync, lstatSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { trackedNames } from '../../src/repo/index-file.ts'
import { openLocal } from '../../src/repo/local.ts'
import { strangersIn } from '../../src/repo/strangers.ts'
import { TestRepo } from '../support/git.ts'

const FILES = { 'a.txt': 'a', 'b/c.txt': 'c', 'b/d/e.txt': 'e', 'ü é.txt': 'u', 'é/ü': '', '.gitignore': 'ignored\n' }

const TREES: readonly (readonly [what: string, change: (repo: TestRepo) => void, expected: ReturnType<typeof strangersIn>])[] = [
  ['what is tracked alone', () => {}, 'none'],
  ['a file less', (repo) => rmSync(join(repo.folder, 'b/c.txt')), 'none'],
  ['a folder less', (repo) => rmSync(join(repo.folder, 'b'), { recursive: true }), 'none'],
  ['a file that was changed, and one that will be added', (repo) => {
    repo.write({ 'a.txt': 'other', 'later.txt': '' })
    repo.git('add', 'later.txt')
  }, 'none'],
  ['a new file', (repo) => repo.write({ 'b/d/new.txt': '' }), 'perhaps'],
  ['a new folder', (repo) => repo.write({ 'b/f/new.txt': '' }), 'perhaps'],
  ['a file that is ignored', (repo) => repo.write({ 'b/ignored': '' }), 'perhaps'],
  ['a folder that is ignored', (repo) => repo.write({ 'ignored/new.txt': '' }), 'perhaps'],
  ['a folder with nothing in it', (repo) => mkdirSync(join(repo.folder, 'b/nothing')), 'perhaps'],
  ['a link where a folder was', (repo) => {
    renameSync(join(repo.folder, 'b'), `${repo.folder}-b`)
    symlinkSync(`${repo.folder}-b`, join(repo.folder, 'b'))
  }, 'perhaps'],
  ['a file where a folder was', (repo) => {
    rmSync(join(repo.folder, 'b'), { recursive: true })
    repo.write({ b: '' })
  }, 'perhaps'],
  ['a folder where a file was', (repo) => {
    rmSync(join(repo.folder, 'a.txt'))
    repo.write({ 'a.txt/new.txt': '' })
  }, 'perhaps'],
  ['a repository inside', (repo) => repo.git('init', '-q', 'b/inside'), 'perhaps'],
  ['a repository around what is tracked', (repo) => repo.git('init', '-q', 'b'), 'perhaps'],
  ['very many folders', (repo) => {
    repo.write(Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`${i}/a.txt`, ''])))
    repo.git('add', '-A')
  }, 'perhaps'],
]

test.each(TREES)('of a work tree with %s it is known whether git has to be asked for more files', async (_, change, expected) => {
  const repo = new TestRepo()
  repo.commit(FILES)
  change(repo)
  expect(strangersIn(repo.folder, trackedNames(repo.folder) ?? [])).toBe(expected)
  const listed = repo.try('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0').filter((path) => path !== '')
  expect((await paths(repo.folder)).toSorted()).toEqual(listed.filter((path) => isHere(join(repo.folder, path))).toSorted())
})

/** A file or a link that lies behind no link. */
function isHere(path: string): boolean {
  const folder = dirname(path)
  if (!existsSync(folder) || !lstatSync(realpathSync(folder)).isDirectory() || realpathSync(folder) !== folder) return false
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false
}

async function paths(folder: string): Promise<readonly string[]> {
  const repo = await openLocal(folder)
  const found: string[] = []
  for await (const version of repo.versions({ of: 'tree' })) if (!('gap' in version)) found.push(version.path)
  await repo.close()
  return found
}
