import { expect, test } from '@jest/globals'
import { nearest } from '../../src/lib/nearest.ts'

const WORDS = ['rules', 'ignore', 'exceptions', 'verification', 'revocation', 'workflows', 'id']

test.each([
  ['rules', 'rules'],
  ['rule', 'rules'],
  ['RULES', 'rules'],
  ['ruels', undefined],
  ['rulse', undefined],
  ['revocaton', 'revocation'],
  ['verifcation', 'verification'],
  ['excetpions', 'exceptions'],
  ['workflow', 'workflows'],
  ['ix', 'id'],
  ['xy', undefined],
  ['policies', undefined],
  ['', undefined],
])('near %j is %j', (word, found) => {
  expect(nearest(word, WORDS)).toBe(found)
})

test('of two that are as near, the first', () => {
  expect(nearest('cat', ['bat', 'hat'])).toBe('bat')
  expect(nearest('cat', [])).toBeUndefined()
})
