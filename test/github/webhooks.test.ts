import { createServer, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Probot } from 'probot'
import { writeHistory } from './git/long-history.ts'
import { runGit } from './git/client.ts'
import { appJwt, setStage, type Stage } from './stage.ts'
import type { Checkout, Delivery, Repository } from './start.ts'

let stage: Stage
let shop: Repository
let copy: Checkout

beforeAll(async () => {
  stage = await setStage({ webhookTimeout: 1000 })
  shop = await stage.repository('shop')
  copy = await stage.ada.clone(shop)
})

afterAll(async () => {
  expect(await stage.close()).toEqual([])
})

/** The webhooks of these events that the act sends. */
async function sentBy(act: () => Promise<unknown>, ...events: readonly string[]): Promise<readonly Delivery[]> {
  const before = stage.github.deliveries.all().length
  await act()
  await stage.github.settle()
  return stage.github.deliveries
    .all()
    .slice(before)
    .filter(({ event }) => events.length === 0 || events.includes(event))
}

function names(deliveries: readonly Delivery[]): readonly string[] {
  return deliveries.map(({ event, action }) => (action === null ? event : `${event}.${action}`)).toSorted()
}

/** Whether Probot, who receives them, accepts the signature. */
async function verify(
  secret: string,
  { body, headers }: { readonly body: string; readonly headers: IncomingHttpHeaders },
): Promise<boolean> {
  const probot = new Probot({ appId: stage.app.id, privateKey: stage.app.privateKey, secret, logLevel: 'fatal' })
  await probot.ready()
  return probot.webhooks.verify(body, String(headers['x-hub-signature-256']))
}

describe('a delivery', () => {
  test('is signed with the secret and carries GitHub’s headers', async () => {
    await copy.commit('Signed')
    const [push] = await sentBy(() => copy.push(), 'push')
    const { headers, body } = stage.heard.find((heard) => heard.headers['x-github-delivery'] === push?.guid) ?? { headers: {}, body: '' }
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^GitHub-Hookshot\//),
      'x-github-event': 'push',
      'x-github-hook-installation-target-id': String(stage.app.id),
      'x-github-hook-installation-target-type': 'integration',
    })
    expect(await verify(stage.app.webhookSecret, { body, headers })).toBe(true)
    expect(await verify('another secret', { body, headers })).toBe(false)
  })

  test('that is answered too late has failed, and is sent again only when asked for', async () => {
    const slow = createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((ready) => slow.once('listening', ready))
    const address = slow.address()
    stage.app.setWebhook(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`)
    const [late] = await sentBy(() => copy.git('push', '--quiet', 'origin', 'HEAD:refs/tags/late'), 'push')
    expect(late?.status).toBe(0)
    slow.closeAllConnections()
    slow.close()
    stage.app.setWebhook(stage.hookUrl)
    const [again] = await sentBy(async () => stage.github.deliveries.redeliver(late?.guid ?? ''))
    expect(again).toMatchObject({ guid: late?.guid, redelivery: true, status: 200 })
    expect(stage.heard.filter(({ headers }) => headers['x-github-delivery'] === late?.guid).length).toBe(1)
  })

  test('can be looked up by the App: failed ones, in pages, and sent again', async () => {
    const octokit = stage.as(appJwt(stage.app))
    const { data: failures } = await octokit.rest.apps.listWebhookDeliveries({ status: 'failure' })
    expect(failures.map(({ status, status_code: code }) => [status, code])).toContainEqual(['timed out', 0])
    const { data: page, headers } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 1 })
    const cursor = /cursor=(v1_\d+)/.exec(headers.link ?? '')?.[1] ?? ''
    const { data: next } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 1, cursor })
    expect(next[0]?.id).toBeLessThan(page[0]?.id ?? 0)
    const { data: one } = await octokit.rest.apps.getWebhookDelivery({ delivery_id: page[0]?.id ?? 0 })
    expect(one.request.headers).toMatchObject({ 'x-github-delivery': one.guid })
    const [again] = await sentBy(() => octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: one.id }))
    expect(again).toMatchObject({ guid: one.guid, redelivery: true })
  })
})

describe('a push', () => {
  test('tells each commit with its paths, oldest first', async () => {
    await copy.write('a', '1')
    await copy.write('b', '1')
    await copy.commit('One')
    await copy.write('a', '2')
    await copy.remove('b')
    const head = await copy.commit('Two')
    const [push] = await sentBy(() => copy.push(), 'push')
    expect(push?.payload).toMatchObject({
      ref: 'refs/heads/main',
      after: head,
      created: false,
      deleted: false,
      forced: false,
      base_ref: null,
      commits: [
        { message: 'One', added: ['a', 'b'], removed: [], modified: [], distinct: true, author: { username: 'ada' } },
        { message: 'Two', added: [], removed: ['b'], modified: ['a'] },
      ],
      head_commit: { id: head },
      repository: { full_name: 'acme/shop', master_branch: 'main', pushed_at: expect.any(Number) },
      organization: { login: 'acme' },
      installation: { id: stage.installation.id },
      pusher: { name: 'ada' },
      sender: { login: 'ada' },
    })
  })

  test('of a new branch tells only what no branch had, and create; of its end, delete', async () => {
    await copy.git('checkout', '--quiet', '-b', 'side')
    const sha = await copy.commit('Side')
    const born = await sentBy(() => copy.push())
    expect(names(born)).toEqual(['check_suite.requested', 'create', 'push'])
    expect(born.find(({ event }) => event === 'push')?.payload).toMatchObject({
      created: true,
      before: '0'.repeat(40),
      commits: [{ id: sha }],
    })
    const gone = await sentBy(() => copy.git('push', '--quiet', '--delete', 'origin', 'side'))
    expect(names(gone)).toEqual(['delete', 'push'])
    expect(gone.find(({ event }) => event === 'push')?.payload).toMatchObject({
      deleted: true,
      after: '0'.repeat(40),
      commits: [],
      head_commit: null,
    })
  })

  test('with force says so', async () => {
    await copy.git('checkout', '--quiet', '-B', 'forced', 'main')
    await copy.commit('Before')
    await copy.push()
    await copy.git('commit', '--quiet', '--amend', '--message', 'After', '--allow-empty')
    const [push] = await sentBy(() => copy.push('--force'), 'push')
    expect(push?.payload).toMatchObject({ forced: true, commits: [{ message: 'After' }] })
  })

  test('of 3,000 commits lists the last 2,048', async () => {
    await writeHistory(join(copy.folder, '.git'), { branch: 'long', count: 3000, from: await copy.git('rev-parse', 'main') })
    const [push] = await sentBy(() => copy.git('push', '--quiet', 'origin', 'long'), 'push')
    const commits = push?.payload['commits']
    expect(commits).toMatchObject({ length: 2048, 0: { message: '953', modified: ['counter'] }, 2047: { message: '3000' } })
  })

  test('of more than three tags tells nothing of them', async () => {
    const tags = ['1', '2', '3', '4'].map((tag) => `HEAD:refs/tags/v${tag}`)
    expect(await sentBy(() => copy.git('push', '--quiet', 'origin', ...tags))).toEqual([])
    expect(names(await sentBy(() => copy.git('push', '--quiet', 'origin', 'HEAD:refs/tags/v5')))).toEqual(['create', 'push'])
  })

  test('that the API makes is told as well', async () => {
    const octokit = await stage.octokit()
    const sha = await runGit(shop.gitDir, ['rev-parse', 'main'])
    const told = await sentBy(() => octokit.rest.git.createRef({ owner: 'acme', repo: 'shop', ref: 'refs/heads/by-api', sha }))
    expect(names(told)).toEqual(['create', 'push'])
    expect(told[0]?.payload).toMatchObject({ sender: { login: 'mayfly[bot]', type: 'Bot' } })
  })
})

describe('who is told', () => {
  test('only Apps that subscribed, and only of repositories that they reach', async () => {
    const deaf = await stage.github.createApp({
      slug: 'deaf',
      permissions: { contents: 'read' },
      events: ['create'],
      webhookUrl: stage.hookUrl,
      webhookSecret: 's',
    })
    const elsewhere = await stage.repository('elsewhere')
    const installed = await sentBy(async () => stage.organization.install(deaf, { repositories: [elsewhere] }))
    expect(names(installed)).toEqual(['installation.created'])
    expect(installed[0]?.payload).toMatchObject({
      installation: { app_slug: 'deaf', repository_selection: 'selected' },
      repositories: [{ full_name: 'acme/elsewhere' }],
    })
    const other = await stage.ada.clone(elsewhere)
    await other.commit('Elsewhere')
    expect(names(await sentBy(() => other.git('push', '--quiet', 'origin', 'HEAD:refs/heads/new')))).toEqual([
      'check_suite.requested',
      'create',
      'create',
      'push',
    ])
  })

  test('an installation hears what becomes of itself, and nothing else while it is suspended', async () => {
    const { installation } = stage
    const acts = await sentBy(async () => {
      installation.select([shop])
      installation.select('all')
      installation.suspend()
      await copy.commit('Unheard')
      await copy.push('--force')
      installation.unsuspend()
    })
    expect(names(acts)).toEqual([
      'installation.suspend',
      'installation.unsuspend',
      'installation_repositories.added',
      'installation_repositories.removed',
    ])
  })

  test('a repository’s birth, rename, archive and end are told', async () => {
    const acts = await sentBy(async () => {
      const moved = await stage.repository('before')
      moved.rename(stage.ada, 'after')
      moved.archive(stage.ada)
      moved.delete(stage.ada)
    })
    expect(names(acts)).toEqual(['repository.archived', 'repository.created', 'repository.deleted', 'repository.renamed'])
    expect(acts[1]?.payload).toMatchObject({
      changes: { repository: { name: { from: 'before' } } },
      repository: { full_name: 'acme/after' },
    })
  })
})
