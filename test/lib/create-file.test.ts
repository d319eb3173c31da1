import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { createFile } from '../../src/lib/create-file.ts'
import { tempFolder } from '../support/git.ts'

test('a file that is not there is written whole, for its owner alone, and nothing else', () => {
  const folder = tempFolder()
  expect(createFile(join(folder, 'key'), 'text')).toBe('created')
  expect([readFileSync(join(folder, 'key'), 'utf8'), statSync(join(folder, 'key')).mode & 0o777]).toEqual(['text', 0o600])
  expect(readdirSync(folder)).toEqual(['key'])
})

test('a file that is there stays as it is', () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'key'), 'theirs')
  expect(createFile(join(folder, 'key'), 'ours')).toBe('exists')
  expect(readFileSync(join(folder, 'key'), 'utf8')).toBe('theirs')
  expect(readdirSync(folder)).toEqual(['key'])
})

test('what is no file is there too; a folder that is not fails', () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'key'))
  expect(createFile(join(folder, 'key'), 'ours')).toBe('exists')
  expect(() => createFile(join(folder, 'no', 'key'), 'ours')).toThrow('ENOENT')
  expect(readdirSync(folder)).toEqual(['key'])
})
