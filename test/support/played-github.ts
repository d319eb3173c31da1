// Asks `call` about each answer that nock plays as GitHub's, and prints what it made of them. A process of its own: nock stands
// between every socket of the process that loads it, and test files share theirs.
import { text } from 'node:stream/consumers'
import nock from 'nock'
import { ProbotOctokit } from 'probot'
import { call, callIfAllowed, callMaybe } from '../../src/repo/github/call.ts'

/** One row of the input: a JSON list. */
export interface Played {
  readonly by: keyof typeof CALLS
  readonly status: number
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

const CALLS = { call, callMaybe, callIfAllowed } as const
const octokit = new ProbotOctokit({ retry: { enabled: false }, throttle: { enabled: false } })
nock.disableNetConnect()
const told: unknown[] = []
const rows: readonly Played[] = JSON.parse(await text(process.stdin))
for (const { by, status, message, headers = {} } of rows) {
  nock('https://api.github.com').get('/repos/o/r').reply(status, { message }, headers)
  told.push(await CALLS[by]('to read', ask).then((answer) => answer?.data ?? 'absent', (error: unknown) => ({ ...Object(error) })))
}
process.stdout.write(JSON.stringify(told))

function ask() {
  return octokit.request('GET /repos/{owner}/{repo}', { owner: 'o', repo: 'r' })
}
