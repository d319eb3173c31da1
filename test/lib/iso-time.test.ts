import { expect, test } from '@jest/globals'
import { isoTime } from '../../src/lib/iso-time.ts'

test.each([
  ['2027-03-01 08:30:00 UTC', '2027-03-01T08:30:00.000Z'],
  ['2027-03-01 08:30:00 -0800', '2027-03-01T16:30:00.000Z'],
  ['2027-07-23', '2027-07-23T00:00:00.000Z'],
  [1_790_000_000, '2026-09-21T14:13:20.000Z'],
  ['never', undefined],
  [1e20, undefined],
  [null, undefined],
  [undefined, undefined],
])('%j is %s', (time, iso) => {
  expect(isoTime(time)).toBe(iso)
})
