import { expect, test } from '@jest/globals'
import { tailOf } from '../../src/repo/github/job-log.ts'

/** A body of these chunks, which ends well or breaks off. */
function body(chunks: readonly string[], end: 'whole' | 'broken' = 'whole'): ReadableStream<Uint8Array> {
  const left = chunks.map((text) => new TextEncoder().encode(text))
  return new ReadableStream({
    pull(controller) {
      const next = left.shift()
      if (next !== undefined) controller.enqueue(next)
      else if (end === 'whole') controller.close()
      else controller.error(new TypeError('terminated'))
    },
  })
}

const LONG = 'x'.repeat(200_000)

test.each([
  ['all of a short one', body(['one\n', 'two\n']), 'one\ntwo\n'],
  ['nothing of an empty one', body([]), ''],
  ['nothing where it breaks off, since the end is what counts', body(['one\n'], 'broken'), undefined],
])('of a log is kept %s', async (_, stream, kept) => {
  expect(await tailOf(stream)).toBe(kept)
})

test('of a long log the end is kept', async () => {
  const tail = await tailOf(body(['first\n', LONG, LONG, 'last\n']))
  expect([tail?.length, tail?.endsWith('xlast\n')]).toEqual([256 * 1024, true])
})

test('a log without an end is not read for ever', async () => {
  expect(await tailOf(body(Array.from({ length: 400 }, () => LONG)))).toBeUndefined()
})
