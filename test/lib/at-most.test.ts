import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { atMost } from '../../src/lib/at-most.ts'

/** Work that takes the longer the earlier it comes, and how much of it was going on at once. */
function measured() {
  const seen = { now: 0, most: 0 }
  async function work(item: number): Promise<string> {
    seen.most = Math.max(seen.most, ++seen.now)
    await pause(20 - item)
    seen.now--
    return `done ${item}`
  }
  return { seen, work }
}

test.each([[1, 7, 1], [3, 7, 3], [10, 4, 4], [2, 1, 1], [3, 0, 0]])('of at most %i, %i pieces are done with %i at once, in their order', async (limit, count, most) => {
  const { seen, work } = measured()
  const items = Array.from({ length: count }, (_, i) => i)
  expect(await atMost(limit, { items, work })).toEqual(items.map((item) => `done ${item}`))
  expect(seen).toEqual({ now: 0, most })
})

test('one that fails fails all', async () => {
  const failing = atMost(2, { items: new Set([1, 2, 3]), work: (item) => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item)) })
  await expect(failing).rejects.toThrow('two')
})
