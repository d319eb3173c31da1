import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Checkout, Repository } from '../github/start.ts'
import { openScene, type Scene } from './scene.ts'
import { errorsOf, type Ran } from './step.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 60_000)
afterAll(() => scene.close())

function failureOf(ran: Ran): string | undefined {
  return ran.commands.find(({ name, properties }) => name === 'error' && properties['file'] === undefined)?.message
}

/** Two commits on the default branch, the first of which leaks, pushed together. */
async function leaked(): Promise<{ readonly repository: Repository; readonly desk: Checkout; readonly secret: string; readonly payload: unknown }> {
  const repository = await scene.repository()
  const desk = await scene.desk(repository)
  const { secret, line } = scene.leak()
  await desk.write('a.js', line)
  await desk.commit('leak')
  await desk.write('b.txt', 'b\n')
  await desk.commit('later')
  await desk.push()
  return { repository, desk, secret, payload: await scene.payload('push') }
}

describe('a shallow clone', () => {
  test('is helped out with the token, and stays as it was', async () => {
    const { repository, secret, payload } = await leaked()
    const workspace = await scene.workspace(repository, { ref: 'main', depth: 1 })
    const ran = await scene.run(repository, { event: 'push', payload, workspace, secrets: [secret], inputs: { token: await scene.token(repository) } })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['a.js:1']])
    expect(ran.log).toContain('fetched, 50 commits deep')
    expect(await scene.git(workspace, 'rev-list', '--all', 'HEAD', '--count')).toBe('1')
  })

  test('without a token is not taken for all: the step says what it could not see, and fails', async () => {
    const { repository, secret, payload } = await leaked()
    const workspace = await scene.workspace(repository, { ref: 'main', depth: 1 })
    const ran = await scene.run(repository, { event: 'push', payload, workspace, secrets: [secret] })
    expect([ran.code, ran.outputs['findings'], ran.outputs['blocked']]).toEqual([1, '0', '0'])
    expect(failureOf(ran)).toMatch(/^Could not finish: 2 places not looked at\. Not seen: commit [0-9a-f]{40}, where the range begins: the workspace's clone does not have it, and no token was given/)
    expect(ran.summary).toMatch(/what commit [0-9a-f]{12} changed: this clone is shallow and holds none of its parents/)
    expect(JSON.parse(ran.sarif).runs[0].invocations[0].executionSuccessful).toBe(false)
  })

  test('without a token is enough where it holds the whole range', async () => {
    const { repository, secret, payload } = await leaked()
    const workspace = await scene.workspace(repository, { ref: 'main', depth: 3 })
    const ran = await scene.run(repository, { event: 'push', payload, workspace, secrets: [secret] })
    expect([ran.code, errorsOf(ran), failureOf(ran)]).toEqual([1, ['a.js:1'], '1 leaked token blocks'])
  })

  test('is looked at as far as it goes where the token is refused', async () => {
    const { repository, secret, payload } = await leaked()
    const workspace = await scene.workspace(repository, { ref: 'main', depth: 2 })
    const ran = await scene.run(repository, { event: 'push', payload, workspace, secrets: [secret], inputs: { token: 'no such token' } })
    expect([ran.code, failureOf(ran)]).toEqual([1, expect.stringMatching(/^Could not finish: 2 places .* GitHub did not accept the token/)])
  })

  test('is deepened as far as the range goes', async () => {
    const repository = await scene.repository()
    const desk = await scene.desk(repository)
    const { secret, line } = scene.leak()
    await desk.write('a.js', line)
    await desk.commit('leak')
    for (let i = 0; i < 60; i++) await desk.git('commit', '--quiet', '--allow-empty', '--message', `${i}`)
    await desk.push()
    const ran = await scene.run(repository, {
      event: 'push', payload: await scene.payload('push'), secrets: [secret],
      workspace: await scene.workspace(repository, { ref: 'main', depth: 1 }), inputs: { token: await scene.token(repository) },
    })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['a.js:1']])
    expect(ran.log).toContain('fetched, 500 commits deep')
  })
})

describe('without a clone of use', () => {
  test('a partial clone is left alone, since the contents of files are missing', async () => {
    const { repository, secret, payload } = await leaked()
    const workspace = await scene.workspace(repository, { ref: 'main', depth: 0, filter: 'blob:none' })
    const ran = await scene.run(repository, { event: 'push', payload, workspace, secrets: [secret], inputs: { token: await scene.token(repository) } })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['a.js:1']])
    expect(ran.log).toContain('commits deep')
  })

  test('a token alone is enough', async () => {
    const { repository, secret, payload } = await leaked()
    const ran = await scene.run(repository, { event: 'push', payload, workspace: await scene.workspace(repository), secrets: [secret], inputs: { token: await scene.token(repository) } })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['a.js:1']])
  })

  test('and without a token nothing can be said, not even by which policy', async () => {
    const { repository, payload } = await leaked()
    const ran = await scene.run(repository, { event: 'push', payload, workspace: await scene.workspace(repository) })
    expect([ran.code, ran.outputs]).toEqual([1, {}])
    expect(failureOf(ran)).toMatch(/^could not read the policy of the default branch .*: commit [0-9a-f]{12} is not in the workspace's clone, and no token was given/)
  })

  test('a hiccup of the server is sat out', async () => {
    const { repository, secret, payload } = await leaked()
    scene.faults.fail({ match: /info\/refs/, with: { status: 503 } })
    const ran = await scene.run(repository, { event: 'push', payload, workspace: await scene.workspace(repository), secrets: [secret], inputs: { token: await scene.token(repository) } })
    expect([ran.code, errorsOf(ran)]).toEqual([1, ['a.js:1']])
  })

  test('a fetch that breaks off later keeps the step from passing', async () => {
    const { repository, payload } = await leaked()
    scene.faults.fail({ match: /info\/refs/, with: { delay: 1 }, times: 3 })
    scene.faults.fail({ match: /info\/refs/, with: { status: 503 }, times: 20 })
    const ran = await scene.run(repository, { event: 'push', payload, workspace: await scene.workspace(repository), inputs: { token: await scene.token(repository) } })
    scene.faults.clear()
    expect([ran.code, failureOf(ran)]).toEqual([1, expect.stringContaining('Not seen: the rest: git could not fetch from GitHub')])
  })

  test('a server that is away is said to be away', async () => {
    const { repository, payload } = await leaked()
    const ran = await scene.run(repository, {
      event: 'push', payload, workspace: await scene.workspace(repository), server: 'http://127.0.0.1:9', inputs: { token: 'any' },
    })
    expect([ran.code, failureOf(ran)]).toEqual([1, expect.stringContaining('git could not fetch from GitHub')])
  })
})
