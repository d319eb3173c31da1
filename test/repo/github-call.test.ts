import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import nock from 'nock'
import { ProbotOctokit } from 'probot'
import { call, callIfAllowed, callMaybe } from '../../src/repo/github/call.ts'

// What GitHub's documentation says of its answers, one row each; the texts after the colon are GitHub's own words.
const octokit = new ProbotOctokit({ retry: { enabled: false }, throttle: { enabled: false } })
const HOST = 'https://api.github.com'
beforeAll(() => {
  process.env['NOCK_ANSWERS'] = 'yes'
  nock.disableNetConnect()
})
afterAll(() => {
  nock.restore()
  delete process.env['NOCK_ANSWERS']
})

function ask(): Promise<unknown> {
  return octokit.request('GET /repos/{owner}/{repo}', { owner: 'o', repo: 'r' })
}

describe('a call that GitHub does not grant', () => {
  test.each([
    ['401', { status: 401, message: 'Bad credentials' }, { code: 'gone' }],
    ['403, suspended', { status: 403, message: 'This installation has been suspended' }, { code: 'gone' }],
    ['403, archived', { status: 403, message: 'Repository was archived so is read-only.' }, { code: 'gone' }],
    ['403, no permission', { status: 403, message: 'Resource not accessible by integration' }, { code: 'github', status: 403 }],
    ['403, secondary limit', { status: 403, message: 'You have exceeded a secondary rate limit', headers: { 'retry-after': '60' } }, { code: 'network', seconds: 60 }],
    ['429', { status: 429, message: 'Too many requests' }, { code: 'network', seconds: 60 }],
    ['403, primary limit', { status: 403, message: 'API rate limit exceeded', headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } }, { code: 'network', seconds: 1 }],
    ['422', { status: 422, message: 'Validation Failed' }, { code: 'github', status: 422 }],
    ['502', { status: 502, message: 'Server Error' }, { code: 'network', seconds: 5 }],
  ])('%s has a name', async (_, { status, message, ...more }, expected) => {
    nock(HOST).get('/repos/o/r').reply(status, { message }, 'headers' in more ? more.headers : {})
    await expect(call('to read', ask)).rejects.toMatchObject(expected)
  })

  test('is an absence where it is asked for so: 404, and 403 if that is allowed to be one', async () => {
    nock(HOST).get('/repos/o/r').reply(404, { message: 'Not Found' }).get('/repos/o/r').reply(403, { message: 'Resource not accessible by integration' })
    expect([await callMaybe('to read', ask), await callIfAllowed('to read', ask)]).toEqual([undefined, undefined])
  })
})
