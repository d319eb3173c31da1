import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startVendor, type VendorAnswer } from '../support/vendor.ts'
import { openScene, type Scene } from './scene.ts'
import type { Ran } from './step.ts'
import { AWS_LOGIN } from '../support/workflows.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 60_000)
afterAll(() => scene.close())

const PATH = '.github/token-policy.yml'

function failureOf(ran: Ran): string | undefined {
  return ran.commands.find(({ name, properties }) => name === 'error' && properties['file'] === undefined)?.message
}

interface Pull {
  readonly policy: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly fork?: boolean
  readonly private?: boolean
  readonly answer?: VendorAnswer
  readonly files?: Readonly<Record<string, string>>
}

/** A pull request that leaks one token, in a repository with this policy, and what GitHub's API was asked about it. */
async function pulled(pull: Pull): Promise<{ readonly ran: Ran; readonly asked: readonly string[] }> {
  const repository = await scene.repository({ [PATH]: pull.policy }, { private: pull.private ?? true })
  const home = pull.fork === true ? await scene.fork(repository) : repository
  const desk = await scene.desk(home)
  await desk.git('switch', '--quiet', '-c', 'topic')
  const { secret, line } = scene.leak()
  for (const [path, text] of Object.entries(pull.files ?? { 'a.js': line })) await desk.write(path, text)
  await desk.commit('leak')
  await desk.push()
  await scene.openPull(repository, { head: 'topic', ...(pull.fork === true ? { fork: home } : {}) })
  const vendor = await startVendor(() => pull.answer ?? { status: 401, body: { message: 'Bad credentials' } })
  const ran = await scene.run(repository, {
    event: 'pull_request', payload: await scene.payload('pull_request'), secrets: [secret], workspace: await scene.workspace(repository),
    inputs: { token: await scene.token(repository), ...pull.inputs }, env: { MAYFLY_STAND_INS: JSON.stringify({ 'api.github.com': vendor.origin }) },
  })
  return { ran, asked: vendor.asked }
}

const LIVE: VendorAnswer = { status: 200, headers: { 'x-oauth-scopes': 'repo, admin:org' }, body: { login: 'grace-hopper', id: 7, type: 'User' } }
const VERIFY = 'version: 1\nverification: { enabled: true }\n'
const VERIFY_FORKS = 'version: 1\nverification: { enabled: true, forks: true }\n'

describe('the policy of the default branch', () => {
  test('decides: what it allows passes', async () => {
    const { ran } = await pulled({ policy: ALLOW })
    expect([ran.code, ran.outputs]).toEqual([0, { findings: '1', blocked: '0', sarif: 'mayfly.sarif' }])
  })

  test('fails the step where it is malformed, and says where and what was expected', async () => {
    const { ran } = await pulled({ policy: 'version: 1\nrevocaton:\n  github: ask\n' })
    expect(ran.commands).toContainEqual({ name: 'error', properties: { title: 'Malformed file', file: PATH, line: '2', col: '1' }, message: expect.stringContaining('revocation') })
    expect([ran.code, failureOf(ran), ran.outputs['findings']]).toEqual([1, `The policy is malformed: nothing was judged (${PATH}:2:1)`, '0'])
    expect(ran.summary).toContain(`${PATH}:2:1`)
  })

  test.each([
    ['', 0, /^could not read the policy of the default branch/],
    ['token', undefined, /^1 leaked token blocks/],
  ])('is not that of another base (with %j as a token)', async (which, depth, sentence) => {
    const repository = await scene.repository()
    const desk = await scene.desk(repository)
    await desk.git('switch', '--quiet', '-c', 'release')
    await desk.write(PATH, ALLOW)
    await desk.commit('lax')
    await desk.push()
    await desk.git('switch', '--quiet', '-c', 'topic')
    const { secret, line } = scene.leak()
    await desk.write('a.js', line)
    await desk.commit('leak')
    await desk.push()
    const number = await scene.openPull(repository, { head: 'topic', base: 'release' })
    const workspace = await scene.workspace(repository, depth === undefined ? undefined : { ref: `refs/pull/${number}/merge`, depth })
    const inputs = which === '' ? {} : { token: await scene.token(repository) }
    const ran = await scene.run(repository, { event: 'pull_request', payload: await scene.payload('pull_request'), secrets: [secret], workspace, inputs })
    expect([ran.code, failureOf(ran)]).toEqual([1, expect.stringMatching(sentence)])
  })

  test('can make stored secrets in a workflow that is touched block', async () => {
    const policy = 'version: 1\nworkflows: { static-credentials: block }\n'
    const { ran } = await pulled({ policy, files: { '.github/workflows/deploy.yml': AWS_LOGIN } })
    expect(ran.code).toBe(1)
    expect(ran.commands).toContainEqual({ name: 'error', message: expect.any(String), properties: expect.objectContaining({ file: '.github/workflows/deploy.yml', line: '8' }) })
  })
})

const ALLOW = 'version: 1\nrules:\n  - verdict: allow\n    kinds: [github/*]\n    reason: practice\n'

describe('verification', () => {
  test.each([
    ['is off unless somebody asks for it', { policy: 'version: 1\n' }, 0],
    ['is on where the policy says so', { policy: VERIFY }, 1],
    ['is on where the input says so', { policy: 'version: 1\n', inputs: { verify: 'true' } }, 1],
    ['is off where the input says so', { policy: VERIFY, inputs: { verify: 'false' } }, 0],
    ['is off where the policy forbids it', { policy: 'version: 1\nverification: { enabled: false }\n', inputs: { verify: 'true' } }, 0],
    ['never sends the tokens of a fork', { policy: VERIFY, inputs: { verify: 'true' }, fork: true }, 0],
    ['sends the tokens of a fork where the policy says so', { policy: VERIFY_FORKS, fork: true }, 1],
  ])('%s', async (_, pull, times) => {
    const { ran, asked } = await pulled(pull)
    expect(asked).toEqual(Array.from({ length: times }, () => 'GET api.github.com/user'))
    expect(ran.code).toBe(times === 0 ? 1 : 0) // a dead token only warns
  })
})

describe('what is told', () => {
  const words = /\blive\b|liveness|\bdead\b|grace-hopper|admin:org|not asked|unverified|live-token/i

  test('in a private repository: what the provider said', async () => {
    const { ran } = await pulled({ policy: VERIFY, answer: LIVE })
    expect(ran.code).toBe(1)
    for (const text of [ran.log, ran.summary]) expect(text).toMatch(/\blive\b[^]*grace-hopper/)
    expect(ran.sarif).toContain('live')
  })

  test.each([['live', LIVE, 1], ['dead', undefined, 0]])('in a public repository: nothing of it (%s)', async (_, answer, code) => {
    const { ran, asked } = await pulled({ policy: VERIFY, private: false, ...(answer === undefined ? {} : { answer }) })
    expect([ran.code, asked.length, ran.outputs['findings']]).toEqual([code, 1, '1'])
    expect(ran.all.split('\n').filter((line) => words.test(line))).toEqual([])
    expect(ran.summary).toContain('GitHub personal access token (classic)')
  })

  test('annotations are as many as GitHub shows, and the summary has them all', async () => {
    const leaks = Array.from({ length: 15 }, () => scene.leak())
    const { ran } = await pulled({ policy: 'version: 1\n', files: Object.fromEntries(leaks.map(({ line }, i) => [`a,${i}:%.js`, line])) })
    const errors = ran.commands.filter(({ name }) => name === 'error')
    expect(errors).toHaveLength(10)
    expect(errors[0]?.properties).toMatchObject({ title: expect.stringContaining('Leaked token'), file: 'a,0:%.js', line: '1', endLine: '1', col: '16' })
    expect(ran.summary.match(/\*\*block\*\*/g)).toHaveLength(15)
    expect(ran.summary).toContain('6 findings more than those are in the list only')
    expect(leaks.filter(({ secret }) => ran.all.includes(secret))).toEqual([])
  })
})
