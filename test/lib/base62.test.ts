import { expect, test } from '@jest/globals'
import { base62 } from '../../src/lib/base62.ts'

test.each([
  [0, 1, '0'], [0, 6, '000000'], [9, 1, '9'], [10, 1, 'A'], [35, 1, 'Z'], [36, 1, 'a'], [61, 1, 'z'], [62, 1, '10'],
  [3843, 2, 'zz'], [3844, 2, '100'], [0xcbf43926, 6, '3jZRME'], [0xffffffff, 6, '4gfFC3'], [61, 6, '00000z'],
  [Number.MAX_SAFE_INTEGER, 1, 'fFgnDxSe7'],
])('%i in %i digits is %s', (value, width, text) => {
  expect(base62(value, width)).toBe(text)
})
