import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { openLocal } from '../../src/repo/local.ts'
import { plainFolder } from '../../src/repo/plain-folder.ts'
import { tempFolder, TestRepo } from '../support/git.ts'

test('a folder without a trace of git around it needs no git', () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'a'))
  symlinkSync(join(folder, 'a'), join(folder, 'link'))
  for (const asked of [join(folder, 'a'), join(folder, 'link')]) {
    expect(plainFolder(asked)).toEqual({ kind: 'disk', folder: join(folder, 'a'), top: join(folder, 'a') })
  }
})

test('of a work tree, of what lies in it, of a bare repository and of what only looks like one git is asked', () => {
  const tree = new TestRepo().folder
  mkdirSync(join(tree, 'sub', 'deep'), { recursive: true })
  const bare = new TestRepo(undefined, ['--bare']).folder
  const odd = tempFolder()
  writeFileSync(join(odd, '.git'), 'gitdir: nowhere\n')
  for (const asked of [tree, join(tree, 'sub', 'deep'), bare, join(bare, 'objects'), odd]) expect(plainFolder(asked)).toBeUndefined()
})

test('what is no folder is left to be explained', async () => {
  const file = join(tempFolder(), 'file')
  writeFileSync(file, '')
  for (const asked of [file, `${file}-none`]) {
    expect(plainFolder(asked)).toBeUndefined()
    await expect(openLocal(asked)).rejects.toMatchObject({ code: 'usage' })
  }
})
