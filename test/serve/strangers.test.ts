import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Repository, SeenRun, User } from '../github/start.ts'
import { openDesk } from '../support/desk.ts'
import { answerTo, leakIn, printOf } from '../support/leak.ts'
import { checkOf, openStage, type Stage } from '../support/stage.ts'
import { quiet } from '../support/watch.ts'

// What strangers can learn from us: of a stolen token that they push, nothing; in a public repository, no more than everybody.
let stage: Stage
let eve: User
let count = 0
beforeAll(async () => {
  stage = await openStage()
  eve = stage.github.createUser('eve')
}, 60_000)
afterEach(() => stage.github.faults.clear())
afterAll(() => stage.close(), 60_000)

/** How often GitHub was asked about a token, as its own provider. */
function verified(): number {
  return stage.github.calls.filter(({ path }) => path === '/user').length
}

async function forked(): Promise<{ repo: Repository; fork: Repository; head: string }> {
  const repo = await stage.repository({ name: `public-${++count}`, private: false, files: { 'README.md': 'hello\n' } })
  const fork = await eve.fork(repo)
  const desk = await openDesk(fork, eve)
  await desk.git('switch', '--quiet', '-c', 'stolen')
  const head = await desk.commit('steal', { 'a.js': `const t = '${stage.alice.issueToken({ kind: 'classic', scopes: ['repo'] })}'\n` })
  await desk.git('push', '--quiet', 'origin', 'stolen')
  return { repo, fork, head }
}

describe('a token that comes with a fork\'s pull request', () => {
  test.each([
    ['as the GitHub of the tests lists it at its commit', false],
    ['as github.com does not list it at its commit', true],
  ])('%s, is found and sent to nobody', async (_, unlisted) => {
    const { repo, fork, head } = await forked()
    const before = verified()
    if (unlisted) stage.github.faults.fail({ match: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', times: 50, with: { status: 200, body: [] } })
    const number = await repo.openPullRequest({ user: eve, title: 'Free money', head: 'stolen', fork })
    const run = await checkOf(repo, { head })
    expect([run.conclusion, run.annotations.length, verified()]).toEqual(['failure', 1, before])
    // Closed and asked for again it is a stranger's still.
    await repo.closePullRequest(eve, number)
    repo.rerequest(stage.bob, run.id)
    await quiet(stage)
    expect(verified()).toBe(before)
  }, 90_000)

  test('is not sent for an order\'s sake either', async () => {
    const { repo, fork, head } = await forked()
    const before = verified()
    stage.github.faults.fail({ match: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', times: 50, with: { status: 200, body: [] } })
    const number = await repo.openPullRequest({ user: eve, title: 'Free money', head: 'stolen', fork })
    const run = await checkOf(repo, { head })
    expect(await answerTo({ repo, number }, () => void repo.comment(eve, { number, body: `/mayfly allow ${printOf(run)}` }))).toMatch(/needs write/)
    expect(verified()).toBe(before)
  }, 90_000)
})

describe('a public repository', () => {
  const TELLING = /\b(live|alive|dead|liveness|unknown|owners?|scopes?|expir\w+|account|alice|admin:org)\b/i

  test('is told kind, place and advice, and nothing of what the provider says, before and after a revocation', async () => {
    const leak = await leakIn(stage, { name: 'open', private: false })
    expect([verified() > 0, texts(leak.run)]).toEqual([true, expect.not.stringMatching(TELLING)])
    const said = await answerTo(leak, () => void leak.repo.comment(stage.bob, { number: leak.number, body: `/mayfly revoke ${leak.fingerprint}` }))
    expect(said).toBe(`What @bob ordered for \`${leak.fingerprint}\` was carried out.`)
    const after = await checkOf(leak.repo, { head: leak.head, fits: ({ summary }) => /@bob ordered/.test(summary ?? '') })
    expect(texts(after)).not.toMatch(TELLING)
  }, 90_000)

  test('reads the same of a live token as of one whose provider does not answer', async () => {
    const live = await leakIn(stage, { name: 'same-1', private: false })
    stage.github.faults.fail({ match: 'GET /user', times: 20, with: 'drop' })
    const unknown = await leakIn(stage, { name: 'same-2', private: false })
    const [one, other] = [live, unknown].map(({ run, fingerprint, head, repo }) =>
      texts(run).replaceAll(fingerprint, 'PRINT').replaceAll(head, 'HEAD').replaceAll(head.slice(0, 7), 'SHORT').replaceAll(repo.name, 'NAME'))
    expect(one).toBe(other)
  }, 90_000)

  test('a private one is told all of it', async () => {
    const leak = await leakIn(stage, { name: 'closed' })
    expect(texts(leak.run)).toMatch(/Liveness: live[^]*owner alice; scopes repo, admin:org/)
  }, 60_000)
})

function texts(run: SeenRun): string {
  return JSON.stringify([run.title, run.summary, run.text, run.annotations, run.actions])
}
