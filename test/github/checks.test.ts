import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Octokit } from '@octokit/rest'
import { runGit } from './git/client.ts'
import { setStage, type Stage } from './stage.ts'
import type { Repository } from './start.ts'

const SHOP = { owner: 'acme', repo: 'shop' }

let stage: Stage
let shop: Repository
let octokit: Octokit
let sha: string

beforeAll(async () => {
  stage = await setStage()
  shop = await stage.repository('shop')
  octokit = await stage.octokit()
  sha = await runGit(shop.gitDir, ['rev-parse', 'main'])
})

afterAll(async () => {
  expect(await stage.close()).toEqual([])
})

function annotation(line: number): { path: string; start_line: number; end_line: number; annotation_level: 'failure'; message: string } {
  return { path: 'README.md', start_line: line, end_line: line, annotation_level: 'failure', message: `line ${line}` }
}

describe('a check run', () => {
  test('is made, found by name, and completed by its conclusion', async () => {
    const { data: run } = await octokit.rest.checks.create({
      ...SHOP,
      name: 'first',
      head_sha: sha,
      external_id: 'mine',
      details_url: 'https://mayfly.example/1',
    })
    expect(run).toMatchObject({ status: 'queued', conclusion: null, external_id: 'mine', app: { slug: 'mayfly' } })
    const { data: done } = await octokit.rest.checks.update({ ...SHOP, check_run_id: run.id, conclusion: 'success' })
    expect(done).toMatchObject({ status: 'completed', conclusion: 'success', completed_at: expect.any(String) })
    const { data: list } = await octokit.rest.checks.listForRef({ ...SHOP, ref: 'main', check_name: 'first', app_id: stage.app.id })
    expect(list.check_runs.map(({ id }) => id)).toEqual([run.id])
    expect((await octokit.rest.checks.get({ ...SHOP, check_run_id: run.id })).data.html_url).toContain('/acme/shop/runs/')
  })

  test('takes fifty annotations at a time and adds them up', async () => {
    const output = { title: 'Found', summary: 'Many' }
    const { data: run } = await octokit.rest.checks.create({
      ...SHOP,
      name: 'many',
      head_sha: sha,
      output: { ...output, annotations: lines(1, 50) },
    })
    await octokit.rest.checks.update({ ...SHOP, check_run_id: run.id, output: { ...output, annotations: lines(51, 70) } })
    const all = await octokit.paginate(octokit.rest.checks.listAnnotations, { ...SHOP, check_run_id: run.id, per_page: 30 })
    expect(all.map(({ start_line }) => start_line)).toEqual(Array.from({ length: 70 }, (_, i) => i + 1))
    expect(shop.checkRuns(sha).find(({ name }) => name === 'many')?.annotations.length).toBe(70)
  })

  test('for an unknown commit is refused', async () => {
    await expect(octokit.rest.checks.create({ ...SHOP, name: 'x', head_sha: '1'.repeat(40) })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('No commit found'),
    })
  })

  test('made twice under a name: the newer one is shown, both with filter=all', async () => {
    await octokit.rest.checks.create({ ...SHOP, name: 'twice', head_sha: sha, conclusion: 'failure' })
    await octokit.rest.checks.create({ ...SHOP, name: 'twice', head_sha: sha, conclusion: 'success' })
    const latest = await octokit.rest.checks.listForRef({ ...SHOP, ref: sha, check_name: 'twice' })
    const all = await octokit.rest.checks.listForRef({ ...SHOP, ref: sha, check_name: 'twice', filter: 'all' })
    expect(latest.data.check_runs.map(({ conclusion }) => conclusion)).toEqual(['success'])
    expect(all.data.total_count).toBe(2)
  })

  test('of another App can not be changed', async () => {
    const other = await stage.github.createApp({ slug: 'other', permissions: { checks: 'write' }, events: [], webhookSecret: 's' })
    const installation = stage.organization.install(other)
    const { appJwt } = await import('./stage.ts')
    const { data } = await stage.as(appJwt(other)).rest.apps.createInstallationAccessToken({ installation_id: installation.id })
    const { data: run } = await octokit.rest.checks.create({ ...SHOP, name: 'ours', head_sha: sha })
    await expect(stage.as(data.token).rest.checks.update({ ...SHOP, check_run_id: run.id, conclusion: 'success' })).rejects.toMatchObject({
      status: 422,
    })
  })
})

describe('buttons and re-runs', () => {
  test('a click tells the App which button of which run, and who', async () => {
    const actions = [{ label: 'Allow', description: 'It is no secret', identifier: 'allow' }]
    const { data: run } = await octokit.rest.checks.create({ ...SHOP, name: 'buttons', head_sha: sha, conclusion: 'failure', actions })
    shop.clickButton(stage.ada, { checkRunId: run.id, identifier: 'allow' })
    await stage.github.settle()
    expect(stage.github.deliveries.of('check_run.requested_action').at(-1)?.payload).toMatchObject({
      requested_action: { identifier: 'allow' },
      check_run: { id: run.id },
      sender: { login: 'ada' },
      installation: { id: stage.installation.id },
    })
    expect(() => shop.clickButton(stage.ada, { checkRunId: run.id, identifier: 'none' })).toThrow('no button none')
  })

  test('re-running a run or a suite tells the App', async () => {
    const { data: run } = await octokit.rest.checks.create({ ...SHOP, name: 'again', head_sha: sha, conclusion: 'failure' })
    shop.rerequest(stage.ada, run.id)
    await octokit.rest.checks.rerequestRun({ ...SHOP, check_run_id: run.id })
    await octokit.rest.checks.rerequestSuite({ ...SHOP, check_suite_id: run.check_suite?.id ?? 0 })
    await stage.github.settle()
    expect(stage.github.deliveries.of('check_run.rerequested').length).toBe(2)
    expect(stage.github.deliveries.of('check_suite.rerequested').length).toBe(1)
  })
})

describe('check suites', () => {
  test('there is one for each App and commit, and its conclusion is the worst of its runs', async () => {
    const copy = await stage.ada.clone(shop)
    const head = await copy.commit('More')
    await copy.push()
    await octokit.rest.checks.create({ ...SHOP, name: 'good', head_sha: head, conclusion: 'success' })
    const { data: run } = await octokit.rest.checks.create({ ...SHOP, name: 'bad', head_sha: head, conclusion: 'failure' })
    const { data } = await octokit.rest.checks.listSuitesForRef({ ...SHOP, ref: head, app_id: stage.app.id })
    expect(data.check_suites).toMatchObject([
      { id: run.check_suite?.id, status: 'completed', conclusion: 'failure', head_branch: 'main', latest_check_runs_count: 2 },
    ])
    const { data: runs } = await octokit.rest.checks.listForSuite({ ...SHOP, check_suite_id: run.check_suite?.id ?? 0 })
    expect(runs.check_runs.map(({ name }) => name)).toEqual(['bad', 'good'])
    expect((await octokit.rest.checks.getSuite({ ...SHOP, check_suite_id: run.check_suite?.id ?? 0 })).data.head_sha).toBe(head)
    await expect(octokit.rest.checks.createSuite({ ...SHOP, head_sha: head })).resolves.toMatchObject({ status: 200 })
  })
})

function lines(from: number, to: number): ReturnType<typeof annotation>[] {
  return Array.from({ length: to - from + 1 }, (_, i) => annotation(from + i))
}
