import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { authorsOf } from '../../src/repo/authors.ts'
import { openLocal } from '../../src/repo/local.ts'
import { Objects } from '../../src/repo/objects.ts'
import { TestRepo } from '../support/git.ts'

const PEOPLE: readonly (readonly [author: string, more?: string])[] = [
  ['A Person <a@mayfly.example> 1700000000 +0000'],
  ['Zoë 😀 <z@mayfly.example> 1700000000 +0530'],
  ['West <w@mayfly.example> 1700000000 -0930'],
  ['Minus <m@mayfly.example> 1700000000 -0000'],
  [' two  spaces   <s@mayfly.example> 1 +0100'],
  ['<nameless@mayfly.example> 1700000000 +0100'],
  ['Old <o@mayfly.example> 1700000000 +0200', 'encoding ISO-8859-1\n'],
  ['Odd <o>dd@mayfly.example> 1700000000 +0200'],
  ['Far <f@mayfly.example> 17000000000 +0200'],
]

test('who made a commit is told as git tells it', async () => {
  const repo = new TestRepo()
  const tree = repo.git('mktree', '--missing')
  const ids = PEOPLE.map(([author, more = '']) => objectOf(repo, `tree ${tree}\nauthor ${author}\ncommitter C <c@mayfly.example> 1700000000 +0000\n${more}\n\nauthor No One <n@mayfly.example> 1 +0000\n`))
  const objects = new Objects(repo.folder)
  const authors = await authorsOf({ folder: repo.folder, objects }, ids)
  await objects.close()
  const lines = ids.map((id) => repo.try('log', '-1', '--no-mailmap', '--format=%aI%x00%an', id).replace(/\n$/, '').replace('+00:00', 'Z'))
  expect(ids.map((id) => `${authors.get(id)?.date}\0${authors.get(id)?.name}`)).toEqual(lines)
})

test('a file at a commit is what stands in its tree: no link, no folder, nothing below a file', async () => {
  const repo = new TestRepo()
  repo.write({ 'a/b/c.txt': 'text', 'a.txt': 'other' })
  symlinkSync('a.txt', join(repo.folder, 'a', 'link'))
  const commit = repo.commit({})
  const opened = await openLocal(repo.folder)
  const texts = await Promise.all(['a/b/c.txt', 'a.txt', 'a/link', 'a/b', 'a.txt/b', 'none', 'a/none', ''].map((path) => opened.file(path, commit)))
  expect(texts).toEqual(['text', 'other', undefined, undefined, undefined, undefined, undefined, undefined])
  await expect(opened.file('a.txt', 'none')).rejects.toMatchObject({ code: 'git' })
  await expect(opened.file('a.txt', 'HEAD\nHEAD')).rejects.toMatchObject({ code: 'git' })
  await opened.close()
})

test('where a folder of the tree is gone, git says so: it is not taken for a file that is not there', async () => {
  const repo = new TestRepo()
  const commit = repo.commit({ 'a/b.txt': 'text' })
  const folder = repo.git('rev-parse', 'HEAD:a')
  execFileSync('rm', ['-f', join(repo.folder, '.git/objects', folder.slice(0, 2), folder.slice(2))])
  const opened = await openLocal(repo.folder)
  await expect(opened.file('a/b.txt', commit)).rejects.toMatchObject({ code: 'git' })
  await opened.close()
})

function objectOf(repo: TestRepo, text: string): string {
  return execFileSync('git', ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], { cwd: repo.folder, input: text, encoding: 'utf8' }).trim()
}
