import { expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { guess, mark } from '../scan/toys.ts'
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

test.each(['\n', '\r\n    ', String.raw`\n`, String.raw`\r\n  `].map((end) => [JSON.stringify(end), end] as const))('a token in base64 is found whatever changes in lines that break with %s', (_, end) => {
  const token = `mark_${new Mint('versions').base62(20)}`
  const good = `${before}${(Buffer.from(`${'words '.repeat(20)}${token}${' words'.repeat(12)} ${token}`).toString('base64').match(/.{1,32}/g) ?? []).join(end)}"\n${before}`
  const versions = new Versions(good, [mark])
  for (let at = before.length; at < good.length - before.length; at++) {
    for (const other of ['', '-', '=', ' ']) {
      expect(versions.become([0, at], other, [at + 1, good.length]).found).toEqual(versions.plain)
      versions.become([0, at], good.charAt(at), [at + other.length, versions.text.length])
      expect(versions.found).toEqual(versions.plain)
      expect(versions.found).toHaveLength(2)
    }
  }
})

test('more texts in base64 than have room among the words of a text are found all the same', () => {
  const hidden = Buffer.from(`: mark_${new Mint('many').base62(20)} `).toString('base64')
  const versions = new Versions(`${before}${`${hidden} value mark_\n`.repeat(4200)}`, [mark])
  expect(versions.found).toHaveLength(4200)
  expect(versions.found).toEqual(versions.plain)
  expect(() => versions.become('')).toThrow('no hits are known')
})

test('a text in base64 that is too short for one after a change is none any more', () => {
  const versions = new Versions(`${before}${Buffer.from('value="abcd"xyz').toString('base64')}\n${before}`, [guess])
  expect(versions.found).toHaveLength(1)
  expect(versions.replace('eHl6', '....').plain).toEqual([])
  expect(versions.found).toEqual([])
})
