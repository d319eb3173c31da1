import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Repository, User } from '../github/start.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { answers, answerTo } from '../support/leak.ts'
import { onlyPull, pullsOf } from '../support/pulls.ts'
import { openStage, until, type Stage } from '../support/stage.ts'
import { calm } from '../support/watch.ts'
import { deploy, image, POLICY, release } from '../support/workflows.ts'

// What happens to a migration's pull request between its opening and its end.
let stage: Stage
let reader: User
let count = 0
beforeAll(async () => {
  stage = await openStage({ validate: true })
  reader = stage.github.createUser('reader')
}, 120_000)
afterEach(() => stage.github.faults.clear())
afterAll(async () => {
  await stage.close()
  expect(stage.github.violations).toEqual([])
}, 60_000)

interface Scene {
  readonly repo: Repository
  readonly desk: Desk
  /** Commits to main, pushes, and waits until Mayfly has looked at the workflows. */
  push(this: void, files: Readonly<Record<string, string>>): Promise<void>
  order(this: void, by: User, body: string): Promise<string>
}

const PACKAGE = { 'package.json': '{"name":"shop","version":"1.0.0"}\n' }
const DEPLOY = { '.github/workflows/deploy.yml': deploy() }
const RELEASE = { '.github/workflows/release.yml': release(), ...PACKAGE }

async function scene(files: Readonly<Record<string, string>>, policy = POLICY): Promise<Scene> {
  const repo = await stage.repository({ name: `repo-${++count}`, files: { '.github/token-policy.yml': policy, ...files } })
  repo.setRole(reader, 'read')
  const desk = await openDesk(repo, stage.alice)
  async function push(changed: Readonly<Record<string, string>>): Promise<void> {
    await desk.git('pull', '--quiet', '--rebase', 'origin', 'main')
    await desk.commit('change', changed)
    await desk.git('push', '--quiet', 'origin', 'main')
    await calm(stage)
  }
  return { repo, desk, push, order: (by, body) => answerTo({ repo, number: 1 }, () => void repo.comment(by, { number: 1, body })) }
}

test('a person asks why, has it put on the newest commit, and closes it for good, as far as they may', async () => {
  const { repo, desk, push, order } = await scene({ ...DEPLOY, '.github/workflows/broken.yml': 'on: push\njobs: [\n' })
  await push({ 'README.md': 'one\n' })
  const why = await order(reader, '/mayfly why is this?')
  expect(why).toMatch(/Why this is proposed[^]*`AWS_ACCESS_KEY_ID` in `\.github\/workflows\/deploy\.yml:\d+`: [^]*Why it is a draft[^]*Variable `AWS_ROLE_ARN`[^]*broken\.yml:\d+:\d+` cannot be read/)
  expect(await order(reader, '/mayfly rebase')).toMatch(/needs write or maintain or admin.*nothing was done/)
  await push({ 'README.md': 'two\n' })
  const before = onlyPull(repo)
  expect(await order(stage.alice, '/mayfly rebase')).toContain('#1')
  await desk.git('fetch', '--quiet', 'origin')
  expect([onlyPull(repo).head.sha === before.head.sha, await desk.git('merge-base', 'origin/main', 'origin/mayfly/aws-role')]).toEqual([false, await desk.git('rev-parse', 'origin/main')])
  expect(await order(stage.alice, '/mayfly close')).toMatch(/#1 is closed at the word of @alice/)
  expect([onlyPull(repo).state, await desk.git('ls-remote', 'origin', 'refs/heads/mayfly/*')]).toEqual(['closed', ''])
  expect(await order(stage.alice, '/mayfly rebase')).toMatch(/#1 is closed; nothing was done/)
}, 120_000)

test('after a merge the next is planned anew, on what the merge made of the files', async () => {
  const { repo, desk, push } = await scene({ ...PACKAGE })
  await push({ ...DEPLOY, ...RELEASE, '.github/workflows/image.yml': image() })
  expect(pullsOf(repo).map(({ head }) => head.ref.split('-')[0])).toEqual(['mayfly/aws', 'mayfly/github'])
  await repo.merge(stage.bob, 1)
  await calm(stage)
  const third = await until(() => pullsOf(repo)[2])
  expect(third?.head.ref).toMatch(/^mayfly\/npm/)
  await desk.git('fetch', '--quiet', 'origin')
  expect(await desk.git('merge-base', 'origin/main', `origin/${third?.head.ref}`)).toBe(await desk.git('rev-parse', 'origin/main'))
  // Undone, it is not proposed again.
  await repo.closePullRequest(stage.bob, 2)
  await push(DEPLOY)
  expect(pullsOf(repo).map(({ state, head }) => `${state} ${head.ref.split('-')[0]}`)).toEqual(['closed mayfly/aws', 'closed mayfly/github', 'open mayfly/npm'])
}, 120_000)

test('what was ordered by hand is kept up to date without a policy, and the next comes after a merge alone', async () => {
  const { repo, desk, push } = await scene(DEPLOY, 'version: 1\n')
  await desk.git('switch', '--quiet', '-c', 'topic')
  await desk.commit('change', { 'a.txt': 'a\n' })
  await desk.git('push', '--quiet', 'origin', 'topic')
  const number = await repo.openPullRequest({ user: stage.alice, title: 'Topic', head: 'topic' })
  await answerTo({ repo, number }, () => void repo.comment(stage.alice, { number, body: '/mayfly migrate' }))
  await desk.git('switch', '--quiet', 'main')
  const [, before] = pullsOf(repo)
  await push({ '.github/workflows/deploy.yml': deploy({ region: 'eu-north-1' }), '.github/workflows/image.yml': image() })
  const [, after, ...more] = pullsOf(repo)
  expect([after?.number, after?.head.sha === before?.head.sha, more]).toEqual([before?.number, false, []])
  await repo.merge(stage.bob, after?.number ?? 0)
  await calm(stage)
  expect((await until(() => pullsOf(repo)[2]))?.head.ref).toMatch(/^mayfly\/github/)
}, 120_000)

test('a draft is ready once a person has ticked what only they can see', async () => {
  const { repo, push } = await scene(RELEASE)
  await push({ 'README.md': 'one\n' })
  const { number, body, draft } = onlyPull(repo)
  expect([draft, body.match(/^- \[ \] /gm)]).toEqual([true, ['- [ ] ']])
  await repo.editPullRequest(stage.bob, { number, body: body.replace('- [ ] ', '- [x] ') })
  await calm(stage)
  expect([onlyPull(repo).draft, onlyPull(repo).body]).toEqual([false, expect.stringContaining('- [x] ')])
}, 90_000)

test('a workflow that changes while the pull request is made is planned anew; with a policy without drafts it is open at once', async () => {
  const { repo, desk, push } = await scene(DEPLOY, `${POLICY}  drafts: never\n`)
  stage.github.faults.fail({ match: 'POST /repos/{owner}/{repo}/pulls', with: { delay: 3000 } })
  const first = push({ 'README.md': 'one\n' })
  await until(async () => ((await desk.git('ls-remote', 'origin', 'refs/heads/mayfly/aws-role')) === '' ? undefined : 'there'))
  await desk.commit('region', { '.github/workflows/deploy.yml': deploy({ region: 'eu-north-1' }) })
  await desk.git('push', '--quiet', 'origin', 'main')
  await first
  await until(async () => {
    await desk.git('fetch', '--quiet', 'origin')
    return (await desk.git('show', 'origin/mayfly/aws-role:.github/workflows/deploy.yml')).includes('eu-north-1') ? 'there' : undefined
  })
  expect(await desk.git('merge-base', 'origin/main', 'origin/mayfly/aws-role')).toBe(await desk.git('rev-parse', 'main'))
  expect([onlyPull(repo).state, onlyPull(repo).draft]).toEqual(['open', false])
}, 120_000)

test('an archived repository is left alone, and nothing is half-done', async () => {
  const { repo, desk } = await scene(DEPLOY)
  stage.github.faults.fail({ match: 'GET /repositories/{repository_id}', with: { delay: 1500 } })
  await desk.commit('change', { 'README.md': 'one\n' })
  await desk.git('push', '--quiet', 'origin', 'main')
  repo.archive(stage.bob)
  await calm(stage)
  expect([pullsOf(repo), await desk.git('ls-remote', 'origin', 'refs/heads/mayfly/*'), answers(repo, 1)]).toEqual([[], '', []])
}, 60_000)
