import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { locate } from '../../src/repo/locate.ts'
import { openLocal } from '../../src/repo/local.ts'
import { isPartial } from '../../src/repo/partial.ts'
import { plainStore } from '../../src/repo/plain-git.ts'
import { plainPlace } from '../../src/repo/plain-place.ts'
import { tempFolder, TestRepo } from '../support/git.ts'

test('a folder without a trace of git around it is seen to be one, as git says', async () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'a'))
  symlinkSync(join(folder, 'a'), join(folder, 'link'))
  for (const asked of [join(folder, 'a'), join(folder, 'link')]) {
    expect(plainPlace(asked)).toEqual({ kind: 'disk', folder: join(folder, 'a'), top: join(folder, 'a') })
    expect(plainPlace(asked)).toEqual(await locate(asked))
  }
})

test('the top of a work tree is seen to be one, as git says', async () => {
  const fresh = new TestRepo()
  const repo = new TestRepo()
  repo.commit({ 'a.txt': 'a' })
  repo.git('branch', 'threadbare')
  const detached = new TestRepo()
  detached.commit({})
  detached.git('checkout', '-q', '--detach')
  const clone = tempFolder()
  repo.git('clone', '-q', '.', clone)
  for (const { folder } of [fresh, repo, detached, { folder: clone }]) {
    expect(plainPlace(folder)).toMatchObject({ kind: 'work-tree', top: folder })
    expect(plainPlace(folder)).toEqual(await locate(folder))
  }
})

test.each<readonly [what: string, kind: 'bare' | 'work-tree', make: () => string]>([
  ['a bare repository', 'bare', () => new TestRepo(undefined, ['--bare']).folder],
  ['a bare clone', 'bare', () => cloned('--bare')],
  ['a bare repository without a config', 'bare', () => withoutConfig(cloned('--bare'))],
  ['a shallow clone', 'work-tree', () => cloned('--depth', '1')],
  ['a shallow bare clone', 'bare', () => cloned('--bare', '--depth', '1')],
])('%s is seen to be one, as git says', async (_, kind, make) => {
  const folder = make()
  expect(plainPlace(folder)).toMatchObject({ kind, top: folder })
  expect(plainPlace(folder)).toEqual(await locate(folder))
})

test.each<readonly [what: string, partial: boolean, make: () => string]>([
  ['a clone', false, () => cloned()],
  ['a shallow clone', false, () => cloned('--depth', '1')],
  ['a clone without blobs', true, () => cloned('--filter=blob:none', '--no-checkout')],
  ['a bare clone without blobs', true, () => cloned('--filter=blob:none', '--bare')],
])('%s is known to be partial or not: %s', async (_, partial, make) => {
  expect(await isPartial(make())).toBe(partial)
})

test.each<readonly [what: string, make: () => string]>([
  ['names by SHA-256', () => new TestRepo(undefined, ['--object-format=sha256']).folder],
  ['a config with another file', () => configured('include.path', 'other')],
  ['blobs elsewhere', () => cloned('--filter=blob:none', '--bare')],
])('the objects of a repository with %s are asked of git', (_, make) => {
  expect(plainStore(make())).toBeUndefined()
})

/** Places of which only git can tell what they are. */
const ODD: readonly (readonly [what: string, make: () => string])[] = [
  ['a folder of a work tree', () => made(new TestRepo().folder, 'sub')],
  ['a git folder', () => join(new TestRepo().folder, '.git')],
  ['a folder inside a git folder', () => join(new TestRepo().folder, '.git', 'refs')],
  ['a folder of a bare repository', () => join(new TestRepo(undefined, ['--bare']).folder, 'objects')],
  ['a linked work tree', () => linked()],
  ['a repository that says it is bare', () => configured('core.bare', 'true')],
  ['a repository whose work tree lies elsewhere', () => configured('core.worktree', tempFolder())],
  ['a repository with a config for each work tree', () => configured('extensions.worktreeConfig', 'true')],
  ['a git folder that is none', () => made(tempFolder(), '.git', '..')],
  ['a file named .git', () => broken()],
]

test.each(ODD)('of %s git is asked', async (_, make) => {
  const folder = make()
  expect(plainPlace(folder)).toBeUndefined()
  const { kind } = await locate(folder).catch(() => ({ kind: 'refused' }))
  expect(['disk', 'work-tree', 'bare', 'refused']).toContain(kind)
})

test('where there is no git, the files of a work tree are those of a folder', async () => {
  const repo = new TestRepo()
  repo.commit({ 'a.txt': 'a' })
  const path = process.env['PATH']
  process.env['PATH'] = tempFolder()
  try {
    const opened = await openLocal(repo.folder)
    expect(opened.kind).toBe('disk')
    await opened.close()
  } finally {
    process.env['PATH'] = path
  }
})

test('what is no folder is left to be explained', async () => {
  const file = join(tempFolder(), 'file')
  writeFileSync(file, '')
  for (const asked of [file, `${file}-none`]) {
    expect(plainPlace(asked)).toBeUndefined()
    await expect(openLocal(asked)).rejects.toMatchObject({ code: 'usage' })
  }
})

function made(...parts: readonly string[]): string {
  const folder = join(...parts)
  mkdirSync(join(...parts.filter((part) => part !== '..')), { recursive: true })
  return folder
}

function linked(): string {
  const repo = new TestRepo()
  repo.commit({})
  const folder = join(tempFolder(), 'linked')
  repo.git('worktree', 'add', '-q', folder)
  return folder
}

function cloned(...options: readonly string[]): string {
  const repo = new TestRepo()
  for (const name of ['a', 'b']) repo.commit({ [name]: name })
  repo.git('config', 'uploadpack.allowFilter', 'true')
  const folder = tempFolder()
  repo.git('clone', '-q', ...options, `file://${repo.folder}`, folder)
  return folder
}

function withoutConfig(folder: string): string {
  rmSync(join(folder, 'config'))
  return folder
}

function configured(name: string, value: string): string {
  const repo = new TestRepo()
  repo.git('config', name, value)
  return repo.folder
}

function broken(): string {
  const folder = tempFolder()
  writeFileSync(join(folder, '.git'), 'gitdir: nowhere\n')
  return folder
}
