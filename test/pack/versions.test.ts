import { expect, test } from '@jest/globals'
import { guess } from '../scan/toys.ts'
import { Versions } from './versions.ts'

const before = `${'-'.repeat(40)}\n`

test.each([
  ['a character', String.raw`value = "one\n`],
  ['characters', String.raw`value = "\n\n&quot;`],
])('a value with %s spelled in others is found once it ends', (_, text) => {
  const versions = new Versions(`${before}${text}${'v'.repeat(60)} \n${before}`, [guess])
  expect(versions.found).toEqual([])
  expect(versions.replace('v \n', 'v"\n').found).toEqual(versions.plain)
  expect(versions.found).toHaveLength(1)
})
