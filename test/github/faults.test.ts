import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Octokit } from '@octokit/rest'
import { setStage, type Stage } from './stage.ts'
import type { Repository } from './start.ts'

const SHOP = { owner: 'acme', repo: 'shop' }
const GET = 'GET /repos/{owner}/{repo}'

let stage: Stage
let shop: Repository
let octokit: Octokit

beforeAll(async () => {
  stage = await setStage({ validate: false })
  shop = await stage.repository('shop')
  octokit = await stage.octokit()
})

beforeEach(() => stage.github.faults.clear())

afterAll(async () => {
  expect(await stage.close()).toEqual([])
})

describe('a fault', () => {
  test('meets only its own operation, only as often as told', async () => {
    stage.github.faults.fail({ match: GET, times: 2, with: { status: 502 } })
    await octokit.rest.repos.listBranches(SHOP)
    await expect(octokit.rest.repos.get(SHOP)).rejects.toMatchObject({ status: 502 })
    await expect(octokit.rest.repos.get(SHOP)).rejects.toMatchObject({ status: 502 })
    await expect(octokit.rest.repos.get(SHOP)).resolves.toMatchObject({ status: 200 })
  })

  test.each([
    ['secondary-limit', 'retry-after', 'secondary rate limit'],
    ['primary-limit', 'x-ratelimit-reset', 'rate limit exceeded'],
  ] as const)('%s is a 403 with %s', async (fault, header, words) => {
    stage.github.faults.fail({ match: GET, with: fault })
    await expect(octokit.rest.repos.get(SHOP)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining(words),
      response: { headers: { [header]: expect.any(String) } },
    })
  })

  test('drop breaks the connection before anything is done, lose-answer after', async () => {
    const issue = { ...SHOP, title: 'Lost' }
    stage.github.faults.fail({ match: 'POST /repos/{owner}/{repo}/issues', with: 'drop' })
    await expect(octokit.rest.issues.create(issue)).rejects.toThrow()
    expect((await octokit.rest.issues.listForRepo(SHOP)).data).toEqual([])
    stage.github.faults.fail({ match: /^POST .*\/issues$/, with: 'lose-answer' })
    await expect(octokit.rest.issues.create(issue)).rejects.toThrow()
    expect((await octokit.rest.issues.listForRepo(SHOP)).data.map(({ title }) => title)).toEqual(['Lost'])
  })

  test('delay only makes it slow', async () => {
    stage.github.faults.fail({ match: GET, with: { delay: 200 } })
    const started = performance.now()
    await octokit.rest.repos.get(SHOP)
    expect(performance.now() - started).toBeGreaterThan(190)
  })

  test('meets git too', async () => {
    const copy = await stage.ada.clone(shop)
    await copy.commit('More')
    stage.github.faults.fail({ match: /git-receive-pack$/, times: 2, with: { status: 503 } })
    await expect(copy.push()).rejects.toThrow('503')
    stage.github.faults.clear()
    await copy.push()
  })
})

test('the log of calls has operations, statuses and needed permissions, and no bodies', async () => {
  const before = stage.github.calls.length
  await octokit.rest.repos.listBranches(SHOP)
  await expect(octokit.rest.repos.getBranch({ ...SHOP, branch: 'none' })).rejects.toMatchObject({ status: 404 })
  expect(stage.github.calls.slice(before)).toEqual([
    {
      method: 'GET',
      path: '/repos/acme/shop/branches',
      operation: 'GET /repos/{owner}/{repo}/branches',
      status: 200,
      permission: 'contents:read',
    },
    {
      method: 'GET',
      path: '/repos/acme/shop/branches/none',
      operation: 'GET /repos/{owner}/{repo}/branches/{branch}',
      status: 404,
      permission: 'contents:read',
    },
  ])
})
