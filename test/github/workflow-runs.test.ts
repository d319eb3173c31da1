import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { setStage, type Stage } from './stage.ts'
import type { Repository } from './start.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const PATH = '.github/workflows/deploy.yml'

let stage: Stage
let shop: Repository
beforeAll(async () => {
  stage = await setStage()
  shop = await stage.repository('shop', { files: { [PATH]: 'on: push\n' }, private: true })
}, 60_000)
afterAll(async () => {
  expect(stage.github.violations).toEqual([])
  await stage.close()
})

test('a run that has ended is told of, and shows its jobs, their steps and what they annotated', async () => {
  const octokit = await stage.octokit()
  const run_id = await shop.finishRun(stage.ada, {
    path: PATH,
    jobs: [
      { name: 'deploy', steps: { 'Log in': 'failure', 'Deploy': 'skipped' }, annotations: [{ message: 'no entry' }] },
      { name: 'notify', conclusion: 'skipped', steps: {} },
    ],
  })
  const { data: run } = await octokit.rest.actions.getWorkflowRun({ ...SHOP, run_id })
  expect([run.path, run.event, run.conclusion, run.head_branch]).toEqual([PATH, 'push', 'failure', 'main'])
  const { data: { jobs: [job, other] } } = await octokit.rest.actions.listJobsForWorkflowRun({ ...SHOP, run_id })
  expect([job?.steps?.map(({ name, conclusion }) => `${name}: ${conclusion}`), other?.conclusion]).toEqual([['Log in: failure', 'Deploy: skipped'], 'skipped'])
  const { data: notes } = await octokit.rest.checks.listAnnotations({ ...SHOP, check_run_id: job?.id ?? 0 })
  expect(notes.map(({ annotation_level: level, message }) => [level, message])).toEqual([['failure', 'no entry']])
  await expect(octokit.rest.actions.getWorkflowRun({ ...SHOP, run_id: 1 })).rejects.toMatchObject({ status: 404 })
})

test('a stored secret is deleted by its name, by whom it is permitted', async () => {
  shop.setSecret('NPM_TOKEN')
  await expect((await stage.octokit()).rest.actions.deleteRepoSecret({ ...SHOP, secret_name: 'GONE' })).rejects.toMatchObject({ status: 404 })
  await (await stage.octokit()).rest.actions.deleteRepoSecret({ ...SHOP, secret_name: 'NPM_TOKEN' })
  const { data } = await (await stage.octokit()).rest.actions.listRepoSecrets(SHOP)
  expect(data.total_count).toBe(0)
  const reader = await stage.octokit({ permissions: { secrets: 'read' } })
  await expect(reader.rest.actions.deleteRepoSecret({ ...SHOP, secret_name: 'NPM_TOKEN' })).rejects.toMatchObject({ status: 403 })
})
