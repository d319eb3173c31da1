import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { FaultRule, Repository } from '../github/start.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { onlyPull, pullsOf } from '../support/pulls.ts'
import { openStage, until, type Stage } from '../support/stage.ts'
import { calm } from '../support/watch.ts'
import { deploy, image, POLICY, release } from '../support/workflows.ts'

// What GitHub or our own bounds do not let a migration pull request do.
let stage: Stage
let repo: Repository
let desk: Desk
let count = 0
beforeAll(async () => {
  stage = await openStage()
}, 60_000)
afterAll(() => stage.close(), 60_000)
afterEach(() => stage.github.faults.clear())
beforeEach(async () => {
  repo = await stage.repository({ name: `repo-${++count}`, files: { '.github/token-policy.yml': POLICY } })
  desk = await openDesk(repo, stage.alice)
}, 60_000)

async function pushed(files: Readonly<Record<string, string>>): Promise<void> {
  await desk.git('pull', '--quiet', '--rebase', 'origin', 'main')
  await desk.commit('change', files)
  await desk.git('push', '--quiet', 'origin', 'main')
  await calm(stage)
}

const REPO = '/repos/{owner}/{repo}'
const NOTHING = 'name: deploy\non: push\njobs: { deploy: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n'
const DEPLOY = { '.github/workflows/deploy.yml': deploy() }

const REFUSALS: readonly (readonly [string, FaultRule, RegExp])[] = [
  ['a protected branch name', { match: `POST ${REPO}/git/refs`, with: { status: 422, body: { message: 'Repository rule violations found' } } }, /to create a branch \(422\): Repository rule violations found\. A rule of the repository .{1,120} except `mayfly\/\*\*` from it/],
  ['a permission that is missing', { match: `POST ${REPO}/git/refs`, with: { status: 403, body: { message: 'Resource not accessible by integration' }, headers: { 'x-accepted-github-permissions': 'contents=write; workflows=write' } } }, /to create a branch \(403\): .{0,60}\(needs contents=write; workflows=write\)\. Changes of workflows need the App's permission `Workflows: Read and write`/],
  ['the pull request', { match: `POST ${REPO}/pulls`, with: { status: 422, body: { message: 'Draft pull requests are not supported in this repository.' } } }, /to open a pull request \(422\): Draft pull requests .{1,60}`workflows: \{ drafts: never \}`/],
]

describe('where GitHub refuses', () => {
  test.each(REFUSALS)('%s, nothing is left half done, and why is said', async (_, fault, said) => {
    stage.github.faults.fail(fault)
    await pushed(DEPLOY)
    expect(await desk.git('ls-remote', 'origin', 'refs/heads/mayfly/*')).toBe('')
    expect(pullsOf(repo)).toEqual([])
    expect(stage.mayfly.log()).toMatch(said)
    const told = repo.checkRuns(await desk.git('rev-parse', 'HEAD')).find(({ name }) => name === 'Mayfly migrations')
    expect([told?.conclusion, told?.summary]).toEqual(['failure', expect.stringMatching(said)])
    await pushed({ 'README.md': 'again\n' })
    expect(onlyPull(repo).state).toBe('open')
  }, 90_000)

  test('an order, the person who gave it is answered', async () => {
    await desk.git('switch', '--quiet', '-c', 'topic')
    await desk.commit('change', DEPLOY)
    await desk.git('push', '--quiet', 'origin', 'topic:main', 'topic')
    await until(() => pullsOf(repo)[0])
    stage.github.faults.fail({ match: `PATCH ${REPO}/pulls/{pull_number}`, with: { status: 422, body: { message: 'Validation Failed' } } })
    repo.setVariable('AWS_ROLE_ARN', 'arn:aws:iam::111122223333:role/x')
    repo.comment(stage.alice, { number: 1, body: '/mayfly migrate' })
    expect((await until(() => repo.comments(1)[1]))?.['body']).toMatch(/could not be proposed\. GitHub refused to update a pull request \(422\)/)
  }, 90_000)

  test('nothing, but an answer is lost on the way, there is one commit and one pull request all the same', async () => {
    stage.github.faults.fail({ match: `POST ${REPO}/git/refs`, with: 'lose-answer' })
    stage.github.faults.fail({ match: `POST ${REPO}/pulls`, with: { status: 502 } })
    await pushed(DEPLOY)
    expect(onlyPull(repo).state).toBe('open')
    expect(stage.github.deliveries.of('push').filter(({ payload }) => payload['ref'] === 'refs/heads/mayfly/aws-role' && JSON.stringify(payload['repository']).includes(repo.fullName))).toHaveLength(1)
  }, 90_000)
})

describe('more than two providers', () => {
  test('have at most two pull requests open, the third comes when one is closed', async () => {
    await pushed({ ...DEPLOY, '.github/workflows/release.yml': release(), '.github/workflows/image.yml': image(), 'package.json': '{"name":"shop","version":"1.0.0"}\n' })
    expect(pullsOf(repo).map(({ head, state }) => `${state} ${head.ref.split('-')[0]}`)).toEqual(['open mayfly/aws', 'open mayfly/github'])
    await pushed({ 'README.md': 'still\n' })
    expect(pullsOf(repo)).toHaveLength(2)
    await repo.closePullRequest(stage.bob, 1)
    await pushed({ 'README.md': 'now\n' })
    expect(pullsOf(repo).map(({ head, state }) => `${state} ${head.ref.split('-')[0]}`)).toEqual(['closed mayfly/aws', 'open mayfly/github', 'open mayfly/npm'])
  }, 120_000)

  test('one in which nothing is left is closed, with a word, and makes room; what others have worked on stays and counts', async () => {
    await pushed({ ...DEPLOY, '.github/workflows/image.yml': image() })
    await pushed({ '.github/workflows/deploy.yml': NOTHING, '.github/workflows/release.yml': release(), 'package.json': '{"name":"shop","version":"1.0.0"}\n' })
    expect(pullsOf(repo).map(({ head, state }) => `${state} ${head.ref.split('-')[0]}`)).toEqual(['closed mayfly/aws', 'open mayfly/github', 'open mayfly/npm'])
    expect(repo.comments(1).map(({ body }) => body)).toEqual([expect.stringMatching(/^Nothing is left to do here/)])
    expect(await desk.git('ls-remote', 'origin', 'refs/heads/mayfly/aws-role')).toBe('')
    await desk.git('fetch', '--quiet', 'origin')
    await desk.git('switch', '--quiet', 'mayfly/github-token')
    await desk.commit('mine', { 'notes.txt': 'mine\n' })
    await desk.git('push', '--quiet', 'origin', 'mayfly/github-token')
    await desk.git('switch', '--quiet', 'main')
    await pushed({ '.github/workflows/image.yml': NOTHING, ...DEPLOY })
    expect(pullsOf(repo).map(({ state }) => state)).toEqual(['closed', 'open', 'open'])
  }, 120_000)
})
