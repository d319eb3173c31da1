import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, constants, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { MayflyError } from '../../src/lib/errors.ts'
import { writeFiles } from '../../src/lib/write-files.ts'
import { tempFolder } from '../support/git.ts'

test('each file becomes the new one and keeps its mode; nothing is left beside it', () => {
  const folder = tempFolder()
  const [old, fresh] = [join(folder, 'old.sh'), join(folder, 'fresh')]
  writeFileSync(old, 'before')
  chmodSync(old, 0o751)
  writeFiles([{ path: old, text: 'after' }, { path: fresh, text: 'new' }])
  expect([readFileSync(old, 'utf8'), statSync(old).mode & 0o777, readFileSync(fresh, 'utf8')]).toEqual(['after', 0o751, 'new'])
  expect(readdirSync(folder)).toEqual(['fresh', 'old.sh'])
})

test('where one cannot be written none is, and the error names them all', () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'in'))
  const [first, second] = [join(folder, 'in', 'a'), join(folder, 'missing', 'b')]
  writeFileSync(first, 'before')
  function write(): void {
    writeFiles([{ path: first, text: 'after' }, { path: second, text: 'b' }])
  }
  expect(write).toThrow(MayflyError)
  expect(write).toThrow(`${first}, ${second} could not be written; nothing was`)
  expect([readFileSync(first, 'utf8'), readdirSync(join(folder, 'in'))]).toEqual(['before', ['a']])
})

test('a link is replaced: what it leads to stays as it is', () => {
  const folder = tempFolder()
  const [file, link] = [join(folder, 'file'), join(folder, 'link')]
  writeFileSync(file, 'before')
  symlinkSync(file, link)
  writeFiles([{ path: link, text: 'after' }])
  expect([readFileSync(file, 'utf8'), lstatSync(link).isSymbolicLink(), readdirSync(folder)]).toEqual(['before', false, ['file', 'link']])
})

test('what is no file is written into, not replaced', () => {
  const pipe = join(tempFolder(), 'pipe')
  execFileSync('mkfifo', [pipe])
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  writeFiles([{ path: pipe, text: 'report' }])
  const read = Buffer.alloc(16)
  expect([read.subarray(0, readSync(reader, read)).toString(), lstatSync(pipe).isFIFO()]).toEqual(['report', true])
  closeSync(reader)
})
