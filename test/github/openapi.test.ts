import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isList, type Json } from '../../src/lib/json.ts'
import { isObject } from './http/body.ts'
import { PERMISSIONS } from './http/permissions.data.ts'
import { loadDescription } from './openapi/description.ts'
import { createChecker } from './openapi/create-checker.ts'
import { rooms } from './rest/index.ts'
import { runGit } from './git/client.ts'
import { setStage, type Stage } from './stage.ts'
import type { Repository } from './start.ts'

const SHOP = { owner: 'acme', repo: 'shop' }

let stage: Stage
let shop: Repository

beforeAll(async () => {
  stage = await setStage()
  shop = await stage.repository('shop')
})

afterAll(async () => {
  await stage.close()
})

/** What the server recorded during an act. */
async function recorded(act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = stage.github.violations.length
  await act()
  return stage.github.violations.slice(before)
}

describe('a request that the description refuses gets 422 and is recorded', () => {
  const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'm' } as const
  const button = { label: 'A label of more than twenty', description: 'd', identifier: 'i' }
  test.each([
    [
      '51 annotations',
      { output: { title: 't', summary: 's', annotations: Array.from({ length: 51 }, () => annotation) } },
      'NOT have more than 50 items',
    ],
    ['a button’s long label', { actions: [button] }, 'NOT have more than 20 characters'],
    ['four buttons', { actions: Array.from({ length: 4 }, () => ({ ...button, label: 'l' })) }, 'NOT have more than 3 items'],
  ])('%s', async (_, more, words) => {
    const octokit = await stage.octokit()
    const sha = await runGit(shop.gitDir, ['rev-parse', 'main'])
    const violations = await recorded(() =>
      expect(octokit.rest.checks.create({ ...SHOP, name: 'x', head_sha: sha, ...more })).rejects.toMatchObject({ status: 422 }),
    )
    expect(violations).toEqual([expect.stringContaining(words)])
  })
})

describe('what GitHub would ignore is done, but recorded', () => {
  test('an unknown member of the body', async () => {
    const octokit = await stage.octokit()
    const body = { ...SHOP, title: 'x', lables: ['a'] }
    expect(await recorded(() => octokit.rest.issues.create(body))).toEqual([expect.stringContaining('the body has no member lables')])
  })

  test('an unknown parameter of the query', async () => {
    const octokit = await stage.octokit()
    expect(await recorded(() => octokit.request('GET /repos/{owner}/{repo}/branches', { ...SHOP, perpage: 1 }))).toEqual([
      expect.stringContaining('the query has no parameter perpage'),
    ])
  })
})

test('a call that this server does not know answers 404 and is recorded', async () => {
  const octokit = await stage.octokit()
  const violations = await recorded(() => expect(octokit.rest.repos.listReleases(SHOP)).rejects.toMatchObject({ status: 404 }))
  expect(violations).toEqual(['GET /repos/acme/shop/releases: no such call here'])
})

describe('an answer or a webhook that the description does not allow is recorded', () => {
  const violations: string[] = []
  const checker = createChecker(violations)
  test.each([
    ['a status that is not declared', { status: 202, body: {} }, 'no such status is declared'],
    ['a member that is missing', { status: 200, body: { id: 1 } }, 'must have required property'],
    ['an error without its form', { status: 500, body: { message: 1 } }, 'must be string'],
  ])('%s', (_, reply, words) => {
    violations.splice(0)
    checker.reply('GET /repos/{owner}/{repo}', reply)
    expect(violations).toEqual([expect.stringContaining(words)])
  })

  test('a push without commits', () => {
    violations.splice(0)
    checker.webhook({ event: 'push', action: null }, { ref: 'refs/heads/main' })
    expect(violations).toEqual([expect.stringContaining('must have required property')])
  })
})

describe('the tables are whole', () => {
  const answered = ['GET /rate_limit', ...rooms.flatMap((room) => Object.keys(room))]

  test('every call has a row of permissions and the other way round', () => {
    expect(Object.keys(PERMISSIONS).toSorted()).toEqual(answered.toSorted())
  })

  test('every call is GitHub’s', () => {
    const description = loadDescription()
    expect(answered.filter((operation) => operation !== 'POST /graphql' && description.operation(operation) === undefined)).toEqual([])
  })
})

/** The members that all of GitHub's own examples of a webhook have. */
async function exampleMembers(event: string, action: string | null): Promise<readonly string[]> {
  const { default: groups }: { default: Json } = await import('@octokit/webhooks-examples/api.github.com/index.json', {
    with: { type: 'json' },
  })
  const group = isList(groups) ? groups.find((candidate) => isObject(candidate) && candidate['name'] === event) : undefined
  const examples = isObject(group) && isList(group['examples']) ? group['examples'].filter(isObject) : []
  const alike = examples.filter((example) => (example['action'] ?? null) === action)
  const [first = {}, ...rest] = alike
  return Object.keys(first).filter((name) => rest.every((example) => name in example))
}

test('our webhooks have every member that GitHub’s examples share', async () => {
  const copy = await stage.ada.clone(shop)
  await copy.git('checkout', '--quiet', '-b', 'side')
  await copy.commit('Side')
  await copy.push()
  const number = await shop.openPullRequest({ user: stage.ada, title: 'Side', head: 'side' })
  shop.comment(stage.ada, { number, body: 'text' })
  const octokit = await stage.octokit()
  await octokit.rest.checks.create({ ...SHOP, name: 'x', head_sha: 'side' })
  await copy.commit('More')
  await copy.push()
  await copy.git('push', '--quiet', '--delete', 'origin', 'side')
  await stage.github.settle()
  const compared = new Set<string>()
  for (const { event, action, payload } of stage.github.deliveries.all()) {
    const members = await exampleMembers(event, action)
    expect([event, action, members.filter((name) => !(name in payload))]).toEqual([event, action, []])
    if (members.length > 0) compared.add(event)
  }
  expect([...compared].toSorted()).toEqual([
    'check_run',
    'check_suite',
    'create',
    'delete',
    'installation',
    'issue_comment',
    'issues',
    'pull_request',
    'push',
    'repository',
  ])
})
