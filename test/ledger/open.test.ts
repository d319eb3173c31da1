import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openStore } from '../../src/ledger/store.ts'
import { Mint } from '../../src/lib/mint.ts'

const password = new Mint('open').base62(24)
let place: string
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'mayfly-open-'))
})
afterAll(() => rm(place, { recursive: true, force: true }))

test.each([
  ['a server that is down', `postgres://user:${password}@127.0.0.1:1/ledger`, 'at 127.0.0.1:1 '],
  ['an address that is none', `postgres:/${password}`, 'DATABASE_URL'],
])('%s is told without the password', async (_, url, told) => {
  const error = await openStore({ url }).then(() => undefined, (thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'store', message: expect.stringContaining(told) })
  expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(password)
})

test('a folder that is a file is told with its path', async () => {
  const folder = join(place, 'file')
  await writeFile(folder, '')
  await expect(openStore({ folder })).rejects.toMatchObject({ code: 'store', message: expect.stringContaining(folder) })
})
