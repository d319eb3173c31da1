import { spawn } from 'node:child_process'
import { json } from 'node:stream/consumers'
import { expect, test } from '@jest/globals'
import type { Played } from '../support/played-github.ts'

// What GitHub's documentation says of its answers, one row each; the texts are GitHub's own words.
const ROWS: readonly (readonly [string, Played, object | string])[] = [
  ['200 is the answer', { by: 'call', status: 200, message: 'hello' }, { message: 'hello' }],
  ['401 means that we are not let in any more', { by: 'call', status: 401, message: 'Bad credentials' }, { code: 'gone' }],
  ['403, suspended', { by: 'call', status: 403, message: 'This installation has been suspended' }, { code: 'gone' }],
  ['403, archived', { by: 'call', status: 403, message: 'Repository was archived so is read-only.' }, { code: 'gone' }],
  ['403, no permission', { by: 'call', status: 403, message: 'Resource not accessible by integration' }, { code: 'github', status: 403 }],
  ['403, secondary limit', { by: 'call', status: 403, message: 'You have exceeded a secondary rate limit', headers: { 'retry-after': '60' } }, { code: 'network', seconds: 60 }],
  ['429', { by: 'call', status: 429, message: 'Too many requests' }, { code: 'network', seconds: 60 }],
  ['403, primary limit', { by: 'call', status: 403, message: 'API rate limit exceeded', headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' } }, { code: 'network', seconds: 1 }],
  ['404 is a refusal', { by: 'call', status: 404, message: 'Not Found' }, { code: 'github', status: 404 }],
  ['404 is an absence where that is asked for', { by: 'callMaybe', status: 404, message: 'Not Found' }, 'absent'],
  ['403 is a refusal also there', { by: 'callMaybe', status: 403, message: 'Resource not accessible by integration' }, { code: 'github', status: 403 }],
  ['403 is an absence where it may be one', { by: 'callIfAllowed', status: 403, message: 'Resource not accessible by integration' }, 'absent'],
  ['422', { by: 'call', status: 422, message: 'Validation Failed' }, { code: 'github', status: 422 }],
  ['502', { by: 'call', status: 502, message: 'Server Error' }, { code: 'network', seconds: 5 }],
]
const told = playGithub(ROWS.map(([, played]) => played))

test.each(ROWS.map(([name, , expected], i) => [name, i, expected] as const))('an answer of GitHub\'s: %s', async (_, i, expected) => {
  const answers = await told
  expect(answers[i]).toEqual(typeof expected === 'string' ? expected : expect.objectContaining(expected))
})

async function playGithub(rows: readonly Played[]): Promise<readonly unknown[]> {
  const child = spawn(process.execPath, ['test/support/played-github.ts'], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(rows))
  const printed: unknown = await json(child.stdout)
  return Array.isArray(printed) ? printed : []
}
