import { expect, test } from '@jest/globals'
import { errorCode } from '../../src/lib/error-code.ts'
import { MayflyError } from '../../src/lib/errors.ts'
import { RetryLater } from '../../src/lib/retry-later.ts'

test('an expected trouble has its code, its sentence and its cause', () => {
  const cause = new Error('why')
  const error = new MayflyError('git', 'no such commit', { cause })
  expect(error).toBeInstanceOf(Error)
  expect([error.name, error.code, error.message, error.cause, String(error)]).toEqual(['MayflyError', 'git', 'no such commit', cause, 'MayflyError: no such commit'])
})

test('patience asked for is an expected trouble of the network, with its seconds', () => {
  const error = new RetryLater('rate limit of GitHub', 60)
  expect(error).toBeInstanceOf(MayflyError)
  expect([error.name, error.code, error.seconds]).toEqual(['RetryLater', 'network', 60])
})

test.each([
  ['a system error', Object.assign(new Error('x'), { code: 'ENOENT' }), 'ENOENT'],
  ['one of ours', new MayflyError('io', 'x'), 'io'],
  ['an error without a code', new Error('x'), ''],
  ['an error whose code is a number', Object.assign(new Error('x'), { code: 5 }), ''],
  ['what is no error', { code: 'ENOENT' }, ''],
  ['nothing', undefined, ''],
])('the code of %s', (_, error, code) => {
  expect(errorCode(error)).toBe(code)
})
