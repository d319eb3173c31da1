import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { readKey } from '../../src/ledger/key.ts'
import { Mint } from '../../src/lib/mint.ts'

const given = new Mint('key').bytes(32)
let place: string

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'mayfly-key-'))
})
afterEach(() => rm(place, { recursive: true, force: true }))

test('an embedded store gets a key of its own, readable by its owner only, and keeps it', async () => {
  const folder = join(place, 'deep', 'db')
  const keys = await Promise.all(Array.from({ length: 5 }, () => readKey({ folder }, {})))
  const file = join(place, 'deep', 'ledger.key')
  expect(keys.map((key) => [key.length, key.equals(keys[0] ?? given)])).toEqual(Array.from({ length: 5 }, () => [32, true]))
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(Buffer.from(await readFile(file, 'utf8'), 'base64').equals(keys[0] ?? given)).toBe(true)
})

test.each([['an embedded store', { folder: 'x' }], ['a server', { url: 'postgres://127.0.0.1/x' }]])('the key that is given counts for %s', async (_, where) => {
  expect((await readKey(where, { MAYFLY_LEDGER_KEY: given.toString('base64') })).equals(given)).toBe(true)
})

test('a server needs to be given its key', async () => {
  await expect(readKey({ url: 'postgres://127.0.0.1/x' }, {})).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('MAYFLY_LEDGER_KEY') })
})

test.each([
  ['too short', given.subarray(1).toString('base64')],
  ['hexadecimal', given.toString('hex')],
  ['not base64', `${given.toString('base64').slice(0, -2)}!=`],
])('a key that is %s is refused with what to do, and not repeated', async (_, text) => {
  const refused = readKey({ folder: join(place, 'db') }, { MAYFLY_LEDGER_KEY: text })
  await expect(refused).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('openssl rand') })
  await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(text) })
})

test('a key file that others may read is refused with what to do', async () => {
  const file = join(place, 'ledger.key')
  await writeFile(file, given.toString('base64'))
  await chmod(file, 0o640)
  await expect(readKey({ folder: join(place, 'db') }, {})).rejects.toMatchObject({ code: 'config', message: expect.stringContaining(`chmod 600 ${file}`) })
})
