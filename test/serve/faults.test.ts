import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Fault, Repository, SeenRun } from '../github/start.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { checkOf, openStage, until, type Stage } from '../support/stage.ts'
import { quiet } from '../support/watch.ts'

// GitHub, the provider of a token, or our own database in trouble: nothing is lost, and nothing is done twice.
let stage: Stage
let repo: Repository
let desk: Desk
let count = 0
beforeAll(async () => {
  stage = await openStage({ env: { NODE_OPTIONS: `--import=${KILLS_ITS_DATABASE}` } })
}, 60_000)
afterAll(() => stage.close(), 60_000)
afterEach(() => stage.github.faults.clear())
beforeEach(async () => {
  repo = await stage.repository({ name: `repo-${++count}`, files: { 'README.md': 'hello\n' } })
  desk = await openDesk(repo, stage.alice)
}, 60_000)

/** Pushes a live token to a branch; returns the commit. */
async function leaked(branch = 'main'): Promise<string> {
  const head = await desk.commit('leak', { [`${branch}.js`]: `const t = '${stage.alice.issueToken({ kind: 'classic', scopes: [] })}'\n` })
  await desk.git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`)
  return head
}

const REPO = '/repos/{owner}/{repo}'
const CREATE = `POST ${REPO}/check-runs`
const UPDATE = `PATCH ${REPO}/check-runs/{check_run_id}`

const RUN_FAULTS: readonly (readonly [string, string | RegExp, readonly Fault[]])[] = [
  ['answers 500 and 502 when it is made', CREATE, [{ status: 500 }, { status: 502 }]],
  ['makes it, and the answer is lost', CREATE, ['lose-answer']],
  ['drops the connection before it is made', CREATE, ['drop']],
  ['completes it, and the answer is lost', UPDATE, ['lose-answer']],
  ['is in trouble when the commits are compared', `GET ${REPO}/compare/{basehead}`, [{ status: 503 }, 'drop']],
  ['is slow', `GET ${REPO}/contents/{path}`, [{ delay: 4_000 }]],
  ['asks for patience, for all of us', CREATE, ['secondary-limit', 'secondary-limit']],
  ['has no calls left for this hour', `GET ${REPO}`, ['primary-limit']],
  ['does not take the token any more', CREATE, [{ status: 401, body: { message: 'Bad credentials' } }]],
  ['does not let git in', /GET .*\/info\/refs\?service=git-upload-pack/, [{ status: 401 }]],
  ['lets git in, and breaks off', /POST .*\/git-upload-pack/, ['drop']],
]

describe('the check has one run with one annotation, also where GitHub', () => {
  test.each(RUN_FAULTS)('%s', async (_, match, faults) => {
    const branch = `topic-${count}`
    for (const fault of faults) stage.github.faults.fail({ match, with: fault })
    const head = await leaked(branch)
    expect(summaryOf(await checkOf(repo, { head }))).toEqual(['failure', 1])
    await quiet(stage)
    expect(repo.allCheckRuns(head)).toHaveLength(1)
  }, 90_000)
})

function summaryOf({ conclusion, annotations }: SeenRun): readonly unknown[] {
  return [conclusion, annotations.length]
}

test('GitHub\'s wish to wait is granted to the second, and nothing is lost by it', async () => {
  stage.github.faults.fail({ match: CREATE, with: { status: 403, headers: { 'retry-after': '6' }, body: { message: 'You have exceeded a secondary rate limit.' } } })
  const started = Date.now()
  const head = await leaked()
  await checkOf(repo, { head })
  const [run] = repo.record.runs
  expect((run?.startedAt.getTime() ?? 0) - stage.github.clock.now().getTime() + Date.now() - started).toBeGreaterThan(6_000)
  expect(stage.mayfly.log()).toContain('GitHub asked to wait 6 s before to create a check run')
}, 90_000)

const PROVIDER_FAULTS: readonly (readonly [string, Fault, RegExp])[] = [
  ['cannot be reached', 'drop', /unknown \(provider not reached\)[^]*could not be reached/],
  ['is in trouble', { status: 503 }, /unknown \(provider not reached\)/],
  ['takes no more questions', { status: 429, headers: { 'retry-after': '60' } }, /unknown \(provider busy\)[^]*took no more questions/],
  ['gives no clear answer', { status: 200, body: 'hello' }, /unknown \(no clear answer\)/],
]

describe('a token whose provider', () => {
  test.each(PROVIDER_FAULTS)('%s blocks, and the check says why', async (_, fault, why) => {
    stage.github.faults.fail({ match: 'GET /user', with: fault })
    const run = await checkOf(repo, { head: await leaked() })
    expect([run.conclusion, JSON.stringify(run.annotations)]).toEqual(['failure', expect.stringMatching(why)])
  }, 60_000)
})

test('of more deliveries than a page holds that failed while we were down, the oldest is fetched first, each once', async () => {
  const number = await pullRequest()
  await quiet(stage)
  await stage.mayfly.stop()
  const head = await leaked('old')
  await stage.github.settle()
  for (let i = 0; i < 120; i++) repo.comment(stage.bob, { number, body: 'talk' })
  await stage.github.settle()
  const before = stage.github.deliveries.all().filter(({ redelivery }) => redelivery).length
  await stage.restart()
  expect((await checkOf(repo, { head })).conclusion).toBe('failure')
  const guids = stage.github.deliveries.all().filter(({ redelivery }) => redelivery).slice(before).map(({ guid }) => guid)
  expect([guids.length > 0, new Set(guids).size]).toEqual([true, guids.length])
}, 120_000)

async function pullRequest(): Promise<number> {
  await desk.git('switch', '--quiet', '-c', 'talk')
  await desk.commit('talk', { 'talk.txt': 'talk\n' })
  await desk.git('push', '--quiet', 'origin', 'talk')
  return repo.openPullRequest({ user: stage.alice, title: 'Talk', head: 'talk' })
}

// Loaded before the server: at SIGUSR2 the thread of the embedded database is no more.
const KILLS_ITS_DATABASE = `data:text/javascript,${encodeURIComponent(`
  import threads from 'node:worker_threads'
  import { syncBuiltinESMExports } from 'node:module'
  const { Worker } = threads
  threads.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options)
      if (String(url).includes('pglite-thread')) process.once('SIGUSR2', () => this.terminate())
    }
  }
  syncBuiltinESMExports()
`)}`

test('where the embedded database dies, the server says so and ends with exit code 3; started again it goes on', async () => {
  await quiet(stage)
  process.kill(stage.mayfly.pid, 'SIGUSR2')
  await until(() => (stage.mayfly.log().includes('the embedded database has ended unasked') ? 'said' : undefined))
  expect(await stage.mayfly.ended()).toBe(3)
  await stage.restart()
  expect((await checkOf(repo, { head: await leaked() })).conclusion).toBe('failure')
}, 120_000)
