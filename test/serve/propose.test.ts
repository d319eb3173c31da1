import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Repository } from '../github/start.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { onlyPull, pullsOf } from '../support/pulls.ts'
import { openStage, until, type Stage } from '../support/stage.ts'
import { calm } from '../support/watch.ts'
import { deploy, POLICY } from '../support/workflows.ts'

// The migration pull request, from the first push to a person's last word on it.
let stage: Stage
let repo: Repository
let desk: Desk
let count = 0
let released = ''
beforeAll(async () => {
  stage = await openStage({ validate: true })
  released = await releaseAction(stage)
}, 120_000)
afterAll(async () => {
  await stage.close()
  expect(stage.github.violations).toEqual([])
}, 60_000)
beforeEach(async () => {
  repo = await stage.repository({ name: `repo-${++count}`, files: { '.github/token-policy.yml': POLICY, '.github/workflows/deploy.yml': deploy() } })
  desk = await openDesk(repo, stage.alice)
}, 60_000)

/** An action with releases of several majors; the newest of version 6 has an annotated tag. */
async function releaseAction(on: Stage): Promise<string> {
  const actions = on.github.createOrganization('aws-actions')
  const repository = await actions.createRepository({ name: 'configure-aws-credentials', private: false, files: { 'action.yml': 'name: x\n' } })
  repository.setRole(on.alice, 'write')
  const copy = await openDesk(repository, on.alice)
  await copy.git('tag', 'v6.99.0')
  const newest = await copy.commit('release', { 'a.txt': 'a\n' })
  await copy.git('tag', '-a', '-m', 'release', 'v6.99.1')
  await copy.commit('later', { 'a.txt': 'b\n' })
  for (const tag of ['v6', 'v6.100.0-rc1', 'v7.0.0']) await copy.git('tag', tag)
  await copy.git('push', '--quiet', '--tags', 'origin', 'main')
  return newest
}

const BY_VARIABLES = `on: { push: { branches: [main] } }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: aws s3 sync ./site s3://acme-shop
        env:
          AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
          AWS_SECRET_ACCESS_KEY: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          AWS_REGION: eu-west-1
`
const OTHER = { '.github/workflows/deploy.yml': deploy({ region: 'eu-north-1' }) }

/** Commits to main, pushes, and waits until Mayfly has looked at the workflows. */
async function pushed(files: Readonly<Record<string, string>>): Promise<void> {
  await desk.commit('change', files)
  await desk.git('push', '--quiet', 'origin', 'main')
  await calm(stage)
}

/** Commits to Mayfly's branch, as a person, and pushes. */
async function pushedToBranch(): Promise<string> {
  await desk.git('fetch', '--quiet', 'origin')
  await desk.git('switch', '--quiet', 'mayfly/aws-role')
  const theirs = await desk.commit('I know better', { 'notes.txt': 'mine\n' })
  await desk.git('push', '--quiet', 'origin', 'mayfly/aws-role')
  await desk.git('switch', '--quiet', 'main')
  return theirs
}

async function answerTo(number: number): Promise<string> {
  const before = repo.comments(number).length
  repo.comment(stage.alice, { number, body: '/mayfly migrate' })
  return JSON.stringify((await until(() => repo.comments(number)[before + 1]))?.['body'])
}

describe('a push to the default branch', () => {
  test('opens a draft from a branch of one commit that the App made, with a workflow that parses and the subject that GitHub tells', async () => {
    await pushed({ 'README.md': 'one\n' })
    const { head, draft, body } = onlyPull(repo)
    expect([head.ref, draft, repo.record.signed.has(head.sha)]).toEqual(['mayfly/aws-role', true, true])
    await desk.git('fetch', '--quiet', 'origin')
    expect(await desk.git('log', '--format=%an', `origin/main..origin/${head.ref}`)).toBe('mayfly[bot]')
    const text = await desk.git('show', `origin/${head.ref}:.github/workflows/deploy.yml`)
    const workflow: { jobs: { deploy: { permissions: unknown; steps: readonly { with?: object }[] } } } = parse(text)
    expect(workflow.jobs.deploy.permissions).toMatchObject({ 'id-token': 'write' })
    expect(workflow.jobs.deploy.steps[1]?.with).toEqual({ 'aws-region': 'eu-west-1', 'role-to-assume': '${{ vars.AWS_ROLE_ARN }}' })
    expect(text).toContain('# approvals live elsewhere')
    const subject = `repo:acme@${stage.organization.id}/${repo.name}@${repo.id}:ref:refs/heads/main`
    expect([body.split(subject).length > 2, body.includes(`repo:acme/${repo.name}:`)]).toEqual([true, false])
    expect(body).toMatch(/aws_iam_openid_connect_provider[^]*aws iam create-role/)
  }, 90_000)

  test('with nothing new makes no commit, no pull request and no change; with another workflow the same pull request follows', async () => {
    await pushed({ 'README.md': 'one\n' })
    const first = onlyPull(repo)
    const calls = stage.github.calls.length
    await pushed({ 'README.md': 'two\n' })
    expect(stage.github.calls.slice(calls).filter(({ method, path }) => method !== 'GET' && /\/(git|pulls)\b/.test(path))).toEqual([])
    expect([onlyPull(repo).head.sha, onlyPull(repo).body]).toEqual([first.head.sha, first.body])
    await pushed(OTHER)
    const last = onlyPull(repo)
    expect([last.number, last.head.sha === first.head.sha, last.body === first.body]).toEqual([first.number, false, false])
    await desk.git('fetch', '--quiet', 'origin')
    expect(await desk.git('show', `origin/${last.head.ref}:.github/workflows/deploy.yml`)).toContain('eu-north-1')
    expect(await desk.git('rev-list', '--count', `origin/main..origin/${last.head.ref}`)).toBe('1')
  }, 90_000)
})

// The tags are looked at once an hour, so this organization has its action from the beginning.
test('an action is written with the commit of its newest release of the same major', async () => {
  await pushed({ '.github/workflows/deploy.yml': BY_VARIABLES })
  await desk.git('fetch', '--quiet', 'origin')
  const text = await desk.git('show', 'origin/mayfly/aws-role:.github/workflows/deploy.yml')
  expect(text).toContain(`uses: aws-actions/configure-aws-credentials@${released} # v6.99.1\n`)
}, 60_000)

describe('a person has the last word', () => {
  test('what they committed to the branch is never overwritten', async () => {
    await pushed({ 'README.md': 'one\n' })
    const theirs = await pushedToBranch()
    await pushed(OTHER)
    expect(onlyPull(repo).head.sha).toBe(theirs)
    expect(await answerTo(onlyPull(repo).number)).toMatch(/has commits of others and is left as it is/)
    expect(onlyPull(repo).head.sha).toBe(theirs)
  }, 90_000)

  test('nor what they committed to it after the pull request was closed', async () => {
    await pushed({ 'README.md': 'one\n' })
    await repo.closePullRequest(stage.bob, onlyPull(repo).number)
    const theirs = await pushedToBranch()
    await pushed(OTHER)
    expect(await desk.git('ls-remote', 'origin', 'refs/heads/mayfly/aws-role')).toContain(theirs)
    expect(pullsOf(repo)).toHaveLength(1)
    expect(stage.mayfly.log()).toMatch(/mayfly\/aws-role.{0,20}has commits of others/)
  }, 90_000)

  test('a closed pull request is a no until a person asks again or the workflow changes', async () => {
    await pushed({ 'README.md': 'one\n' })
    const { number } = onlyPull(repo)
    await repo.closePullRequest(stage.bob, number)
    await pushed({ 'README.md': 'two\n' })
    expect(onlyPull(repo).state).toBe('closed')
    expect(await answerTo(number)).toMatch(/#2 \(a draft/)
    expect(pullsOf(repo).map(({ state }) => state)).toEqual(['closed', 'open'])
    await repo.closePullRequest(stage.bob, 2)
    await pushed(OTHER)
    expect(pullsOf(repo).map(({ state }) => state)).toEqual(['closed', 'closed', 'open'])
  }, 120_000)
})

// The organization keeps its variable, so this stands at the end.
test.each([
  ['repository', (): void => repo.setVariable('AWS_ROLE_ARN', 'arn:aws:iam::111122223333:role/x')],
  ['organization', (): void => stage.organization.setVariable('AWS_ROLE_ARN', 'arn:aws:iam::111122223333:role/x')],
])('a push after the variable was set in the %s marks the draft ready', async (_, set) => {
  await pushed({ 'README.md': 'one\n' })
  expect(onlyPull(repo).draft).toBe(true)
  set()
  await pushed({ 'README.md': 'two\n' })
  expect([onlyPull(repo).draft, onlyPull(repo).body]).toEqual([false, expect.stringContaining('[x] Variable `AWS_ROLE_ARN`')])
}, 90_000)
