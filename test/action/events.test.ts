import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openScene, type Scene } from './scene.ts'
import { errorsOf } from './step.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 60_000)
afterAll(() => scene.close())

const POLICY = '.github/token-policy.yml'

describe('push', () => {
  test('finds a token that one commit of the push brings and the next one takes out again', async () => {
    const repository = await scene.repository()
    const desk = await scene.desk(repository)
    const { secret, line } = scene.leak()
    await desk.write('src/a.js', `// first\n${line}`)
    await desk.commit('leak')
    await desk.remove('src/a.js')
    await desk.commit('no leak')
    await desk.push()
    const ran = await scene.run(repository, {
      event: 'push', payload: await scene.payload('push'), secrets: [secret],
      workspace: await scene.workspace(repository, { ref: 'main', depth: 0 }), inputs: { token: await scene.token(repository) },
    })
    expect(ran.code).toBe(1)
    expect(errorsOf(ran)).toEqual(['src/a.js:2'])
    expect(ran.outputs).toEqual({ findings: '1', blocked: '1', sarif: 'mayfly.sarif' })
    expect(ran.summary).toContain('In history: ')
    expect(ran.log).toContain('the clone in the workspace has all of it')
    expect(JSON.parse(ran.sarif)).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'github/pat-classic' }] }] })
  })

  test('passes where nothing is leaked', async () => {
    const repository = await scene.repository()
    const desk = await scene.desk(repository)
    await desk.write('a.txt', 'nothing\n')
    await desk.commit('change')
    await desk.push()
    const ran = await scene.run(repository, {
      event: 'push', payload: await scene.payload('push'), workspace: await scene.workspace(repository, { ref: 'main', depth: 1 }),
      inputs: { token: await scene.token(repository), sarif: '' },
    })
    expect(ran.code).toBe(0)
    expect(ran.outputs).toEqual({ findings: '0', blocked: '0', sarif: '' })
    expect(ran.summary).toContain('No leaked tokens')
    expect(ran.commands.filter(({ name }) => name === 'error')).toEqual([])
  })

  test('of a new branch looks at what the default branch does not have, and no more', async () => {
    const old = scene.leak()
    const repository = await scene.repository({ 'old.js': old.line })
    const desk = await scene.desk(repository)
    await desk.git('switch', '--quiet', '-c', 'topic')
    const { secret, line } = scene.leak()
    await desk.write('new.js', line)
    await desk.commit('leak')
    await desk.push()
    const ran = await scene.run(repository, {
      event: 'push', payload: await scene.payload('push'), secrets: [secret, old.secret],
      workspace: await scene.workspace(repository), inputs: { token: await scene.token(repository) },
    })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['new.js:1']])
  })

  test('that creates the default branch looks at all of it', async () => {
    const repository = await scene.emptyRepository()
    const desk = await scene.desk(repository)
    const { secret, line } = scene.leak()
    await desk.git('switch', '--quiet', '-c', 'main')
    await desk.write('first.js', line)
    await desk.commit('first')
    await desk.write('second.js', 'x\n')
    await desk.commit('second')
    await desk.push()
    const ran = await scene.run(repository, {
      event: 'push', payload: await scene.payload('push'), secrets: [secret],
      workspace: await scene.workspace(repository, { ref: 'main', depth: 1 }), inputs: { token: await scene.token(repository) },
    })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['first.js:1']])
  })

  test('that deletes a branch has nothing to look at', async () => {
    const repository = await scene.repository()
    const desk = await scene.desk(repository)
    await desk.git('push', '--quiet', 'origin', 'HEAD:refs/heads/short-lived')
    await desk.git('push', '--quiet', 'origin', '--delete', 'short-lived')
    const ran = await scene.run(repository, { event: 'push', payload: await scene.payload('push'), workspace: await scene.workspace(repository) })
    expect([ran.code, ran.outputs]).toEqual([0, { findings: '0', blocked: '0', sarif: 'mayfly.sarif' }])
  })

  test('of a tag that nothing else holds looks at its commits', async () => {
    const repository = await scene.repository()
    const desk = await scene.desk(repository)
    const { secret, line } = scene.leak()
    await desk.write('release.js', line)
    await desk.commit('release')
    await desk.git('tag', '--annotate', '--message', 'v1', 'v1')
    await desk.git('push', '--quiet', 'origin', 'v1')
    const ran = await scene.run(repository, {
      event: 'push', payload: await scene.payload('push'), secrets: [secret],
      workspace: await scene.workspace(repository), inputs: { token: await scene.token(repository) },
    })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['release.js:1']])
  })

  test('by force judges what it brings, also where its old commits are gone', async () => {
    const repository = await scene.repository()
    const desk = await scene.desk(repository)
    await desk.git('switch', '--quiet', '-c', 'topic')
    await desk.commit('one')
    await desk.push()
    await desk.git('reset', '--quiet', '--hard', 'origin/main')
    const { secret, line } = scene.leak()
    await desk.write('b.js', line)
    await desk.commit('two')
    await desk.push('--force')
    const payload = { ...Object(await scene.payload('push')), before: 'd'.repeat(40) }
    const ran = await scene.run(repository, {
      event: 'push', payload, secrets: [secret], workspace: await scene.workspace(repository), inputs: { token: await scene.token(repository) },
    })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['b.js:1']])
    expect(ran.summary).toContain('is not on GitHub any more')
  })
})

describe('pull requests', () => {
  test('are judged from where they branched off, by the policy of the default branch although the head changes it', async () => {
    const repository = await scene.repository({ 'README.md': 'Hello\n' })
    const desk = await scene.desk(repository)
    await desk.git('switch', '--quiet', '-c', 'topic')
    const { secret, line } = scene.leak()
    await desk.write('a.js', line)
    await desk.write(POLICY, 'version: 1\nrules:\n  - verdict: allow\n    kinds: [github/*]\n    reason: quiet\n')
    await desk.commit('leak')
    await desk.push()
    await desk.git('switch', '--quiet', 'main')
    const later = scene.leak()
    await desk.write('later.js', later.line)
    await desk.commit('later')
    await desk.push()
    const number = await scene.openPull(repository, { head: 'topic' })
    const ran = await scene.run(repository, {
      event: 'pull_request', payload: await scene.payload('pull_request'), secrets: [secret, later.secret],
      workspace: await scene.workspace(repository, { ref: `refs/pull/${number}/merge`, depth: 1 }), inputs: { token: await scene.token(repository) },
    })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['a.js:1']])
    expect(ran.log).toContain('Policy: the default')
    expect(ran.summary).toMatch(/With this commit's .{0,60} 0 instead of 1 findings here would block/)
  })

  test('from a fork are fetched without a checkout of theirs (pull_request_target)', async () => {
    const repository = await scene.repository()
    const fork = await scene.fork(repository)
    const desk = await scene.desk(fork)
    const { secret, line } = scene.leak()
    await desk.write('fork.js', line)
    await desk.commit('leak')
    await desk.push()
    await scene.openPull(repository, { head: 'main', fork })
    const workspace = await scene.workspace(repository, { ref: 'main', depth: 1 })
    const ran = await scene.run(repository, {
      event: 'pull_request_target', payload: await scene.payload('pull_request'), secrets: [secret], workspace,
      inputs: { token: await scene.token(repository), verify: 'true' },
    })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['fork.js:1']])
    expect(ran.summary).toContain('No provider was asked: the pull request comes from a fork')
    expect(await scene.filesIn(workspace)).toEqual(['README.md', 'mayfly.sarif'])
  })
})

test('merge_group is judged from the base of the queue', async () => {
  const repository = await scene.repository()
  const desk = await scene.desk(repository)
  await desk.git('switch', '--quiet', '-c', 'topic')
  const { secret, line } = scene.leak()
  await desk.write('queued.js', line)
  await desk.commit('leak')
  await desk.push()
  const number = await scene.openPull(repository, { head: 'topic' })
  await scene.enterQueue(repository, number)
  const ran = await scene.run(repository, {
    event: 'merge_group', payload: await scene.payload('merge_group'), secrets: [secret],
    workspace: await scene.workspace(repository), inputs: { token: await scene.token(repository) },
  })
  expect([ran.code, errorsOf(ran)]).toEqual([1, ['queued.js:1']])
})

describe('the whole history of the default branch', () => {
  test.each(['schedule', 'workflow_dispatch'])('is looked at by %s, and no other branch', async (event) => {
    const repository = await scene.repository()
    const desk = await scene.desk(repository)
    const { secret, line } = scene.leak()
    await desk.write('once.js', line)
    await desk.commit('leak')
    await desk.remove('once.js')
    await desk.commit('gone')
    await desk.push()
    await desk.git('switch', '--quiet', '-c', 'topic')
    const other = scene.leak()
    await desk.write('other.js', other.line)
    await desk.commit('elsewhere')
    await desk.push()
    const ran = await scene.run(repository, {
      event, payload: { schedule: '0 0 * * *' }, secrets: [secret, other.secret], env: { GITHUB_REF: 'refs/heads/main' },
      workspace: await scene.workspace(repository, { ref: 'main', depth: 1 }), inputs: { token: await scene.token(repository) },
    })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['once.js:1']])
  })
})

describe('what cannot be understood', () => {
  test.each([
    ['an event without commits', { event: 'issues' }, /"issues" brings no commits to look at; Mayfly runs on push, pull_request, pull_request_target, merge_group, schedule, workflow_dispatch/],
    ['a payload without the commits', { event: 'push' }, /the payload of the event push has no commit at before/],
    ['an unknown mode', { event: 'push', inputs: { mode: 'sacn' } }, /the input mode is scan, migrate, or retire, not "sacn"/],
    ['an unknown answer', { event: 'push', inputs: { verify: 'maybe' } }, /the input verify is true or false, not "maybe"/],
  ])('%s fails with a sentence', async (_, step, sentence) => {
    const repository = await scene.repository()
    const ran = await scene.run(repository, { payload: {}, workspace: await scene.workspace(repository), ...step })
    expect(ran.code).toBe(1)
    expect(ran.commands.filter(({ name }) => name === 'error').map(({ message }) => message)).toEqual([expect.stringMatching(sentence)])
  })
})
