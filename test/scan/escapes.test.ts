import { expect, test } from '@jest/globals'
import { Unescaped } from '../../src/scan/escapes.ts'
import { lowest, quickest } from '../support/times.ts'

const MOST_TIMES = 8

test('places that need to see far take no longer where little is made ready at once', () => {
  expect(lowest(MOST_TIMES, () => walk(2048) / walk(64 * 1024))).toBeLessThan(MOST_TIMES)
})

function walk(size: number): number {
  const bytes = Buffer.from('sig=%41&'.repeat(1000))
  return quickest(() => {
    const view = new Unescaped(bytes, size)
    for (let start = 0; start < bytes.length; start += 16) view.around({ start, end: start + 5000 })
  })
}
