import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Repository, User } from '../github/start.ts'
import { NPM_HOST } from '../../src/lib/npm-host.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { answers } from '../support/leak.ts'
import { onlyPull } from '../support/pulls.ts'
import { openStage, type Stage } from '../support/stage.ts'
import { calm, rows } from '../support/watch.ts'
import { deploy, POLICY } from '../support/workflows.ts'

// A migration from its merge to the death of the old secret.
let stage: Stage
let count = 0
let mallory: User
beforeAll(async () => {
  stage = await openStage({ validate: true, permissions: { secrets: 'write', environments: 'write', organization_secrets: 'read' } })
  mallory = stage.github.createUser('mallory')
}, 120_000)
afterEach(() => stage.github.faults.clear())
afterAll(async () => {
  await stage.close()
  expect(stage.github.violations).toEqual([])
}, 60_000)

const PATH = '.github/workflows/deploy.yml'
const RETIRE = `on: workflow_dispatch
jobs:
  retire:
    runs-on: ubuntu-latest
    steps:
      - uses: acme/mayfly@v1
        with:
          mode: retire
          old: |
            AWS_ACCESS_KEY_ID=\${{ secrets.AWS_ACCESS_KEY_ID }}
            AWS_SECRET_ACCESS_KEY=\${{ secrets.AWS_SECRET_ACCESS_KEY }}
`
const DONE = { 'Set up job': 'success', 'Log in to AWS': 'success', 'Run aws s3 sync ./site s3://acme-shop': 'success' }
const NO_ENTRY = 'Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity'

interface Scene {
  readonly repo: Repository
  readonly desk: Desk
  /** The commit before the merge. */
  readonly before: string
  /** A run of a workflow has ended, and Mayfly has looked at it; what it has said so far. */
  ended(this: void, run: Parameters<Repository['finishRun']>[1]): Promise<readonly string[]>
  push(this: void, files: Readonly<Record<string, string>>): Promise<void>
}

/** A migration that is merged. */
async function merged(policy: string, files: Readonly<Record<string, string>> = { [PATH]: deploy() }): Promise<Scene> {
  const repo = await stage.repository({ name: `repo-${++count}`, files: { '.github/token-policy.yml': policy, ...files } })
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'OTHER']) repo.setSecret(name)
  const desk = await openDesk(repo, stage.alice)
  async function push(files: Readonly<Record<string, string>>): Promise<void> {
    await desk.git('pull', '--quiet', '--rebase', 'origin', 'main')
    await desk.commit('change', files)
    await desk.git('push', '--quiet', 'origin', 'main')
    await calm(stage)
  }
  await push({ 'README.md': 'one\n' })
  const before = await desk.git('rev-parse', 'HEAD')
  await repo.merge(stage.bob, onlyPull(repo).number)
  await calm(stage)
  async function ended(run: Parameters<Repository['finishRun']>[1]): Promise<readonly string[]> {
    await repo.finishRun(stage.alice, run)
    await calm(stage)
    return answers(repo, 1)
  }
  return { repo, desk, before, push, ended }
}

test('a run proves the new login only where it was made, a refused one is explained once, and the old secret is followed to its death', async () => {
  const { repo, desk, before, push, ended } = await merged(POLICY)
  await desk.git('push', '--quiet', 'origin', `${before}:refs/heads/old`)
  expect(await ended({ path: PATH, ref: before, jobs: [{ name: 'deploy', steps: DONE }] })).toEqual([])
  expect(await ended({ path: PATH, jobs: [{ name: 'deploy', conclusion: 'skipped', steps: {} }] })).toEqual([])
  expect(await ended({ path: PATH, jobs: [{ name: 'deploy', steps: { ...DONE, 'Log in to AWS': 'skipped' } }] })).toEqual([])
  await desk.git('fetch', '--quiet', 'origin')
  await desk.git('switch', '--quiet', '-c', 'undone', 'origin/main')
  await desk.commit('undo', { [PATH]: deploy() })
  await desk.git('push', '--quiet', 'origin', 'undone')
  await desk.git('switch', '--quiet', 'main')
  expect(await ended({ path: PATH, ref: 'undone', branch: 'undone', jobs: [{ name: 'deploy', steps: DONE }] })).toEqual([])

  // A fork may call its steps as it likes.
  const fork = await mallory.fork(repo)
  const forged = { path: PATH, event: 'pull_request', from: fork.record }
  expect(await ended({ ...forged, jobs: [{ name: 'deploy', steps: DONE }] })).toEqual([])
  expect(await ended({ ...forged, jobs: [{ name: 'deploy', steps: { 'Log in to AWS': 'failure' }, annotations: [{ message: NO_ENTRY }] }] })).toEqual([])

  const refused = { path: PATH, event: 'workflow_dispatch', branch: 'topic', jobs: [{ name: 'deploy', steps: { 'Log in to AWS': 'failure' }, annotations: [{ message: NO_ENTRY }] }] }
  const [explained = '', ...more] = await ended(refused)
  expect(more).toEqual([])
  expect(explained).toMatch(/could not log in the new way[^]*It said: `Could not assume role[^]*trust policy does not let this token in/)
  expect(explained).toMatch(/`AWS_ROLE_ARN`: [^]*`sub` of its token was `repo:acme@\d+\/repo-1@\d+:ref:refs\/heads\/topic`; the condition that was proposed admits only:\n\n- `repo:acme@\d+\/repo-1@\d+:ref:refs\/heads\/main`[^]*"StringEquals"[^]*refs\/heads\/topic/)
  expect(await ended(refused)).toHaveLength(1)

  const [, proven = ''] = await ended({ path: PATH, jobs: [{ name: 'deploy', steps: DONE }] })
  expect(proven).toMatch(/Every job that this pull request changed and that is still there has logged in[^]*- `deploy` in[^]*mode: retire[^]*AWS_SECRET_ACCESS_KEY=\$\{\{ secrets\.AWS_SECRET_ACCESS_KEY \}\}/)
  expect(await rows(stage, 'migrations_proven')).toBe(1)

  await push({ '.github/workflows/retire.yml': RETIRE })
  const notice = { title: 'Mayfly: old secret', level: 'notice', message: 'kind=aws/access-key act=switched-off state=dead' }
  expect(await ended({ path: PATH, jobs: [{ name: 'deploy', steps: DONE, annotations: [notice] }] })).toHaveLength(2)
  // A branch or tag that is called like the default branch is not it.
  await desk.git('push', '--quiet', 'origin', 'main:refs/heads/aside')
  await desk.git('fetch', '--quiet', 'origin')
  await desk.git('switch', '--quiet', '--detach', 'origin/main')
  const aside = await desk.commit('aside', { 'aside.txt': 'x\n' })
  await desk.git('push', '--quiet', 'origin', 'HEAD:refs/heads/aside')
  await desk.git('switch', '--quiet', 'main')
  expect(await ended({ path: '.github/workflows/retire.yml', ref: aside, jobs: [{ name: 'retire', steps: {}, annotations: [notice] }] })).toHaveLength(2)
  await desk.git('push', '--quiet', 'origin', '--delete', 'aside')
  await calm(stage)

  const [, , referred = ''] = await ended({ path: '.github/workflows/retire.yml', event: 'workflow_dispatch', jobs: [{ name: 'retire', steps: {}, annotations: [notice] }] })
  expect(referred).toMatch(/^The old secret is dead, 0 hours after its migration was planned\. [^]*cannot go yet:\n\n- `\.github\/workflows\/deploy\.yml` on `old`, `undone`\n/)

  stage.github.faults.fail({ match: 'GET /repos/{owner}/{repo}/actions/secrets', with: { status: 403, body: { message: 'Resource not accessible by integration' } } })
  await desk.git('push', '--quiet', 'origin', '--delete', 'old', 'undone')
  await push({ 'README.md': 'two\n' })
  const [, , , asked = ''] = await ended({ path: PATH, jobs: [] })
  expect(asked).toMatch(/No workflow of any branch refers to it[^]*not seen: that needs the permission secrets: read[^]*gh secret delete AWS_ACCESS_KEY_ID --repo acme\/repo-1/)
  expect([await rows(stage, 'migrations_done'), await rows(stage, 'migrations_retired')]).toEqual([1, 0])
}, 180_000)

test('where the policy says so the stored secrets are deleted, and no others', async () => {
  const { repo, push, ended } = await merged(`${POLICY}  stored-secrets: delete\n`)
  await ended({ path: PATH, jobs: [{ name: 'deploy', steps: DONE }] })
  await push({ '.github/workflows/retire.yml': RETIRE })
  const notice = { title: 'Mayfly: old secret', level: 'notice', message: 'kind=aws/access-key act=deleted state=dead' }
  const said = await ended({ path: '.github/workflows/retire.yml', event: 'workflow_dispatch', jobs: [{ name: 'retire', steps: {}, annotations: [notice] }] })
  expect(said.at(-1)).toMatch(/Mayfly has deleted the stored secrets `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, as the policy says/)
  expect([...repo.record.secrets.keys()]).toEqual(['OTHER'])
}, 120_000)

const NOTICE = { title: 'Mayfly: old secret', level: 'notice', message: 'kind=aws/access-key act=deleted state=dead' }
const IN_PROD = deploy().replace('    runs-on: ubuntu-latest', '    environment: prod\n    runs-on: ubuntu-latest')

test('nobody\'s word is taken where a job can see whether the old secret is dead', async () => {
  const { repo, ended } = await merged(`${POLICY}  stored-secrets: delete\n`)
  await ended({ path: PATH, jobs: [{ name: 'deploy', steps: DONE }] })
  repo.comment(stage.bob, { number: 1, body: '/mayfly retired' })
  await calm(stage)
  expect(answers(repo, 1).at(-1)).toMatch(/^@bob, a job can see whether a secret of [^]*`mode: retire`[^]*nothing was done\.$/)
  expect([...repo.record.secrets.keys()]).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'OTHER'])
}, 120_000)

test('an environment stores a secret of its own: it must be seen dead too, and goes where the policy says so; the one of the organization stays', async () => {
  const { repo, push, ended } = await merged(`${POLICY}  stored-secrets: delete\n`, { [PATH]: IN_PROD })
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'OTHER']) repo.setSecret(name, 'prod')
  repo.setSecret('AWS_ACCESS_KEY_ID', 'staging')
  const second = await stage.repository({ name: 'second', files: { 'README.md': 'x\n' } })
  stage.organization.setSecret('AWS_ACCESS_KEY_ID', [repo, second])
  const [proven = ''] = await ended({ path: PATH, jobs: [{ name: 'deploy', steps: DONE }] })
  expect(proven).toMatch(/retire:\n {4}runs-on: ubuntu-latest\n {4}environment: "prod"\n/)

  await push({ '.github/workflows/retire.yml': RETIRE })
  const run = { path: '.github/workflows/retire.yml', event: 'workflow_dispatch', jobs: [{ name: 'retire', steps: {}, annotations: [NOTICE] }] }
  const alive = (await ended(run)).at(-1)
  expect(alive).toMatch(/another one may be stored under the same name[^]*- the secrets `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` of the environment `prod`\n\n[^]*with that `environment`/)
  expect([...repo.record.secrets.keys()]).toHaveLength(3)

  await push({ '.github/workflows/retire.yml': RETIRE.replace('    runs-on', '    environment: prod\n    runs-on') })
  const said = (await ended(run)).at(-1)
  expect(said).toMatch(/Mayfly has deleted the stored secrets `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, as the policy says\.[^]*deleted the stored secrets `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` of the environment `prod`/)
  expect(said).toMatch(/stored in `staging` too[^]*organization stores it too, and there Mayfly deletes nothing:\n\n- `AWS_ACCESS_KEY_ID`: `acme\/second` may read it too\.[^]*\/organizations\/acme\/settings\/secrets\/actions/)
  const left = ['prod', 'staging'].map((name) => [...(repo.record.environmentSecrets.get(name)?.keys() ?? [])])
  expect([[...repo.record.secrets.keys()], ...left]).toEqual([['OTHER'], ['OTHER'], ['AWS_ACCESS_KEY_ID']])
}, 180_000)

test('what the App may not see or delete of an environment and of the organization is said, with the permission that it lacks', async () => {
  const { repo, push, ended } = await merged(`${POLICY}  stored-secrets: delete\n`, { [PATH]: IN_PROD })
  repo.setSecret('AWS_ACCESS_KEY_ID', 'prod')
  stage.organization.setSecret('AWS_SECRET_ACCESS_KEY')
  const refused = { with: { status: 403, body: { message: 'Resource not accessible by integration' } } }
  for (const match of ['GET /repos/{owner}/{repo}/environments/{environment_name}/secrets', 'GET /orgs/{org}/actions/secrets/{secret_name}']) stage.github.faults.fail({ match, times: 20, ...refused })
  await push({ '.github/workflows/retire.yml': RETIRE.replace('    runs-on', '    environment: prod\n    runs-on') })
  const run = { path: '.github/workflows/retire.yml', event: 'workflow_dispatch', jobs: [{ name: 'retire', steps: {}, annotations: [NOTICE] }] }
  const said = (await ended(run)).at(-1)
  expect(said).toMatch(/Mayfly has deleted the stored secrets[^]*What the environment `prod` stores was not seen: that needs the permission environments: read\.[^]*gh secret delete AWS_ACCESS_KEY_ID --repo acme\/repo-\d+ --env prod\n/)
  expect(said).toMatch(/- `AWS_SECRET_ACCESS_KEY`: which repositories may read it was not seen; that needs the permission organization_secrets: read\./)
}, 120_000)

const PUBLISH = `on: { push: { tags: ['v*'] } }
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24, registry-url: 'https://${NPM_HOST}' }
      - run: npm publish
        env: { NODE_AUTH_TOKEN: '\${{ secrets.NPM_TOKEN }}' }
`

test('a command that is refused annotates nothing, so the end of its log is read, and no more of it is told than is known', async () => {
  const files = { [PATH]: PUBLISH, 'package.json': '{ "name": "@acme/shop", "version": "1.0.0" }\n' }
  const { ended } = await merged(POLICY, files)
  const steps = { 'Run actions/checkout@v4': 'success', 'Run actions/setup-node@v4': 'success', 'Run npm publish': 'failure' }
  const failed = { name: 'publish', steps, annotations: [{ message: 'Process completed with exit code 1.' }] }
  expect(await ended({ path: PATH, branch: 'v1.0.0', jobs: [{ ...failed, log: 'npm error code E409\nnpm error 409 Conflict' }] })).toEqual([])
  const [explained = '', ...more] = await ended({ path: PATH, branch: 'v1.0.0', jobs: [{ ...failed, log: 'hunter2 npm error code ENEEDAUTH hunter2\nnpm error need auth' }] })
  expect(more).toEqual([])
  expect(explained).toMatch(/could not log in the new way[^]*It said: `ENEEDAUTH`[^]*npm 11\.5\.1[^]*`sub` of its token was `repo:acme@\d+\/repo-\d+@\d+:ref:refs\/tags\/v1\.0\.0`[^]*npm trust github @acme\/shop[^]*- `workflow_ref`: `acme\/repo-\d+\/\.github\/workflows\/deploy\.yml@\*`\n- `event_name`: `push`/)
  expect(explained).not.toContain('hunter2')
}, 120_000)

const UPLOAD = `on: { push: { tags: ['v*'] } }
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: python -m build
      - uses: pypa/gh-action-pypi-publish@release/v1
        with: { password: '\${{ secrets.PYPI_API_TOKEN }}' }
`

test('where no job can see whether the old secret is dead, the word of whoever maintains the repository is taken, once all jobs log in the new way', async () => {
  const { repo, ended } = await merged(`${POLICY}  stored-secrets: delete\n`, { [PATH]: UPLOAD })
  repo.setSecret('PYPI_API_TOKEN')
  async function retired(by: User = stage.bob): Promise<readonly string[]> {
    repo.comment(by, { number: 1, body: '/mayfly retired' })
    await calm(stage)
    return answers(repo, 1)
  }
  expect((await retired()).at(-1)).toMatch(/not every migrated job has been seen to log in the new way yet; nothing was done/)
  const proven = (await ended({ path: PATH, branch: 'v1.0.0', jobs: [{ name: 'publish', steps: { 'Run pypa/gh-action-pypi-publish@release/v1': 'success' } }] })).at(-1)
  expect(proven).toMatch(/tells no job whether it is dead[^]*`\/mayfly retired`/)
  expect((await retired(stage.alice)).at(-1)).toMatch(/@alice asked for `retired`: that needs maintain or admin/)
  expect([...repo.record.secrets.keys()]).toContain('PYPI_API_TOKEN')
  expect((await retired()).slice(-2)).toEqual([expect.stringMatching(/Mayfly has deleted the stored secret `PYPI_API_TOKEN`, as the policy says/), expect.stringMatching(/The old secret is dead: @bob says so\./)])
  expect([...repo.record.secrets.keys()]).not.toContain('PYPI_API_TOKEN')
  expect((await retired()).at(-1)).toMatch(/was noted before; nothing was done/)
}, 120_000)
