import { expect, test } from '@jest/globals'
import { refusal } from '../../src/flows/open-proposal.ts'
import { MayflyError } from '../../src/lib/errors.ts'

test.each([
  ['GitHub refused to create a branch (403): Resource not accessible by integration (needs contents=write; workflows=write)', /^it could not be proposed\. .{1,160}\)\. Changes of workflows need .{1,120}Configure\.$/],
  ['GitHub refused to open a pull request (403): Resource not accessible by integration (needs pull_requests=write)', /pull_requests=write\)\. Whoever installed the App grants it that/],
  ['GitHub refused to create a branch (422): Repository rule violations found', /found\. A rule of the repository/],
  ['GitHub refused to open a pull request (422): Draft pull requests are not supported in this repository.', /repository\. With `workflows: \{ drafts: never \}`/],
  ['GitHub refused to update a pull request (422): Validation Failed', /Validation Failed\.$/],
])('%s is told with the way out, where there is one', (message, told) => {
  expect(refusal(new MayflyError('github', message)).why).toMatch(told)
})

test('a bug is no refusal', () => {
  expect(() => refusal(new TypeError('x'))).toThrow(TypeError)
})
