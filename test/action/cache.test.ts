import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { keptFor, type CacheClient } from '../../action/cache.ts'
import { tempFolder } from '../support/git.ts'

/** The runner's cache as its documentation describes it: a key is written once, the newest of a prefix is found. */
function runnerCache(): CacheClient & { readonly keys: string[] } {
  const store = tempFolder()
  const keys: string[] = []
  return {
    keys,
    async restoreCache([path = ''], key, prefixes = []) {
      const found = keys.includes(key) ? key : keys.findLast((one) => prefixes.some((prefix) => one.startsWith(prefix)))
      if (found !== undefined) cpSync(join(store, found), path, { recursive: true })
      return found
    },
    async saveCache([path = ''], key) {
      if (keys.includes(key)) throw new Error('reserved')
      cpSync(path, join(store, key), { recursive: true })
      return keys.push(key)
    },
  }
}

test('what a run keeps the next one has, whatever its head, and nothing of it stays on the runner', async () => {
  const [client, temp] = [runnerCache(), tempFolder()]
  function run(head: string) {
    return keptFor({ cache: 'yes', temp }, { heads: [head], bases: [], load: async () => client })
  }
  const first = await run('a')
  writeFileSync(join(first?.folder ?? '', 'known'), 'x')
  await first?.save()
  const second = await run('b')
  expect(readdirSync(second?.folder ?? '')).toEqual(['known'])
  await second?.save()
  await (await run('b'))?.save()
  expect(client.keys).toEqual(['mayfly-1-a', 'mayfly-1-b'])
  expect(readdirSync(temp)).toEqual([])
})

test.each([
  ['where it was not asked for', { cache: 'no', bases: [] }],
  ['for a range of commits', { cache: 'yes', bases: ['c'] }],
] as const)('nothing is loaded %s', async (_, { cache, bases }) => {
  expect(await keptFor({ cache, temp: tempFolder() }, { heads: ['a'], bases, load: () => Promise.reject(new Error('loaded')) })).toBeUndefined()
})

test('a cache that fails, or is not there, keeps no run from scanning', async () => {
  const temp = tempFolder()
  const broken = { restoreCache: () => Promise.reject(new Error('down')), saveCache: () => Promise.reject(new Error('down')) }
  const kept = await keptFor({ cache: 'yes', temp }, { heads: ['a'], bases: [], load: async () => broken })
  expect(existsSync(kept?.folder ?? '')).toBe(true)
  await kept?.save()
  expect(await keptFor({ cache: 'yes', temp }, { heads: ['a'], bases: [], load: () => Promise.reject(new Error('no such file')) })).toBeUndefined()
  expect(readdirSync(temp)).toEqual([])
})
