import { expect, test } from '@jest/globals'
import { defined } from '../../src/lib/defined.ts'

test('members that are undefined are left out, others are kept', () => {
  const facts = defined<{ readonly owner?: string; readonly scopes?: readonly string[] }>({ owner: undefined, scopes: [] })
  expect(Object.keys(facts)).toEqual(['scopes'])
})
