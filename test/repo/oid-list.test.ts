import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { OidList } from '../../src/repo/oid-list.ts'

test.each([20, 32])('a list of ids of %i bytes has what was put in, sorted and once, and nothing else', (width) => {
  const inside = Array.from({ length: 3_000 }, () => randomBytes(width).toString('hex'))
  // Some that differ in their last digit alone.
  const near = inside.slice(0, 500).map((oid) => oid.slice(0, -1) + ((Number.parseInt(oid.slice(-1), 16) + 1) % 16).toString(16))
  const first = OidList.of(inside.slice(0, 2_000), { width })
  const list = OidList.of(inside.slice(1_500), { width, and: first })
  expect(list.size).toBe(3_000)
  expect(inside.every((oid) => list.has(oid))).toBe(true)
  expect(near.filter((oid) => list.has(oid) && !inside.includes(oid))).toEqual([])
  expect(list.has('')).toBe(false)
  const rows = Array.from({ length: 3_000 }, (_, row) => list.bytes.toString('hex', row * width, row * width + width))
  expect(rows).toEqual(inside.toSorted())
  const read = OidList.read(list.bytes, width)
  expect(inside.every((oid) => read?.has(oid))).toBe(true)
  expect(OidList.read(list.bytes.subarray(1), width)).toBeUndefined()
})
