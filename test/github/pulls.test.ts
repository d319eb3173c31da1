import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Octokit } from '@octokit/rest'
import { runGit } from './git/client.ts'
import { setStage, type Stage } from './stage.ts'
import type { Checkout, Repository } from './start.ts'

const SHOP = { owner: 'acme', repo: 'shop' }

let stage: Stage
let shop: Repository
let octokit: Octokit
let copy: Checkout

beforeAll(async () => {
  stage = await setStage()
  shop = await stage.repository('shop')
  octokit = await stage.octokit()
  copy = await stage.ada.clone(shop)
})

afterAll(async () => {
  expect(await stage.close()).toEqual([])
})

/** Pushes a branch off main with one commit; returns it. */
async function branch(name: string, path = name): Promise<string> {
  await copy.git('fetch', '--quiet')
  await copy.git('checkout', '--quiet', '-B', name, 'origin/main')
  await copy.write(path, `${name}\n`)
  const sha = await copy.commit(`Add ${name}`)
  await copy.push('--force')
  return sha
}

async function actions(): Promise<readonly (string | null)[]> {
  await stage.github.settle()
  return stage.github.deliveries.of('pull_request').map(({ action }) => action)
}

function mutate(name: string, id: string): Promise<unknown> {
  return octokit.graphql(`mutation($id: ID!) { ${name}(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`, { id })
}

describe('a pull request by the App', () => {
  test('is opened as a draft, made ready, made a draft again, edited and closed; each act is told', async () => {
    const sha = await branch('draft')
    const { data: pull } = await octokit.rest.pulls.create({ ...SHOP, title: 'Draft', head: 'draft', base: 'main', draft: true })
    expect(pull).toMatchObject({
      number: 1,
      draft: true,
      head: { sha },
      user: { login: 'mayfly[bot]' },
      commits: 1,
      changed_files: 1,
      additions: 1,
      mergeable: true,
    })
    expect(await mutate('markPullRequestReadyForReview', pull.node_id)).toMatchObject({
      markPullRequestReadyForReview: { pullRequest: { isDraft: false } },
    })
    await mutate('convertPullRequestToDraft', pull.node_id)
    const { data: edited } = await octokit.rest.pulls.update({ ...SHOP, pull_number: 1, title: 'Better', state: 'closed' })
    expect(edited).toMatchObject({ title: 'Better', state: 'closed', draft: true })
    expect(await actions()).toEqual(['opened', 'ready_for_review', 'converted_to_draft', 'edited', 'closed'])
  })

  test.each([
    ['a branch that is not there', { head: 'nowhere', base: 'main' }, /"field":"head"/],
    ['nothing new', { head: 'main', base: 'main' }, /No commits between main and main/],
    ['a second one for the branch', { head: 'again', base: 'main' }, /A pull request already exists for acme:again/],
  ])('is refused for %s', async (_, ends, words) => {
    await branch('again')
    if (ends.head === 'again') await octokit.rest.pulls.create({ ...SHOP, title: 'First', ...ends })
    const refused = octokit.rest.pulls.create({ ...SHOP, title: 'Refused', ...ends })
    await expect(refused).rejects.toMatchObject({ status: 422, message: expect.stringMatching(words) })
  })

  test('is found by state, head and base, and by its commit', async () => {
    const sha = await branch('found')
    const { data: pull } = await octokit.rest.pulls.create({ ...SHOP, title: 'Found', head: 'found', base: 'main' })
    expect((await octokit.rest.pulls.list({ ...SHOP, head: 'acme:found' })).data.map(({ number }) => number)).toEqual([pull.number])
    expect((await octokit.rest.pulls.list({ ...SHOP, head: 'acme:nowhere' })).data).toEqual([])
    expect((await octokit.rest.pulls.list({ ...SHOP, state: 'closed' })).data.map(({ number }) => number)).toEqual([1])
    expect(
      (await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...SHOP, commit_sha: sha })).data.map(({ number }) => number),
    ).toEqual([pull.number])
    expect((await octokit.rest.pulls.listFiles({ ...SHOP, pull_number: pull.number })).data).toMatchObject([
      { filename: 'found', patch: '@@ -0,0 +1 @@\n+found' },
    ])
    expect((await octokit.rest.pulls.listCommits({ ...SHOP, pull_number: pull.number })).data).toMatchObject([{ sha }])
  })

  test('an unknown mutation fails and is recorded', async () => {
    const own = await setStage()
    await expect((await own.octokit()).graphql('mutation Anything { addStar(input: {}) { clientMutationId } }')).rejects.toThrow(
      'not known',
    )
    expect(await own.close()).toEqual(['POST /graphql: unknown operation mutation Anything'])
  })
})

describe('a pull request by a person', () => {
  test('follows its branch: synchronize with before and after', async () => {
    const before = await branch('moving')
    const number = await shop.openPullRequest({ user: stage.ada, title: 'Moving', head: 'moving', body: 'text' })
    const after = await copy.commit('More')
    await copy.push()
    expect((await octokit.rest.pulls.get({ ...SHOP, pull_number: number })).data).toMatchObject({ head: { sha: after }, commits: 2 })
    expect(stage.github.deliveries.of('pull_request.synchronize').at(-1)?.payload).toMatchObject({
      number,
      before,
      after,
      sender: { login: 'ada' },
    })
  })

  test('moved to another base tells which one it had', async () => {
    await branch('other-base')
    await branch('rebased')
    const number = await shop.openPullRequest({ user: stage.ada, title: 'Rebased', head: 'rebased' })
    await shop.editPullRequest(stage.ada, { number, base: 'other-base' })
    expect(stage.github.deliveries.of('pull_request.edited').at(-1)?.payload).toMatchObject({
      changes: { base: { ref: { from: 'main' } } },
      pull_request: { base: { ref: 'other-base' } },
    })
  })

  test('is merged: closed, the base moves, the push is told', async () => {
    await branch('merged')
    const number = await shop.openPullRequest({ user: stage.ada, title: 'Merged', head: 'merged' })
    expect(await shop.merge(stage.ada, number)).toBe('merged')
    const { data } = await octokit.rest.pulls.get({ ...SHOP, pull_number: number })
    expect(data).toMatchObject({
      state: 'closed',
      merged: true,
      merged_by: { login: 'ada' },
      merge_commit_sha: await runGit(shop.gitDir, ['rev-parse', 'main']),
    })
    expect(stage.github.deliveries.of('push').at(-1)?.payload).toMatchObject({ ref: 'refs/heads/main', after: data.merge_commit_sha })
  })

  test('that conflicts is not mergeable and has no merge ref', async () => {
    await branch('conflict', 'same')
    await branch('ours', 'same')
    const first = await shop.openPullRequest({ user: stage.ada, title: 'Ours', head: 'ours' })
    const second = await shop.openPullRequest({ user: stage.ada, title: 'Conflict', head: 'conflict' })
    await shop.merge(stage.ada, first)
    expect((await octokit.rest.pulls.get({ ...SHOP, pull_number: second })).data).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
      merge_commit_sha: null,
    })
    expect(await shop.merge(stage.ada, second)).toBe('conflict')
  })

  test('is closed with its branch, and reopened with it', async () => {
    await branch('gone')
    const number = await shop.openPullRequest({ user: stage.ada, title: 'Gone', head: 'gone' })
    await copy.git('push', '--quiet', '--delete', 'origin', 'gone')
    expect((await octokit.rest.pulls.get({ ...SHOP, pull_number: number })).data.state).toBe('closed')
    await expect(octokit.rest.pulls.update({ ...SHOP, pull_number: number, state: 'open' })).rejects.toMatchObject({ status: 422 })
    await copy.push()
    await shop.reopenPullRequest(stage.ada, number)
    expect((await actions()).slice(-3)).toEqual(['opened', 'closed', 'reopened'])
  })

  test('in the merge queue has a commit of its own to check', async () => {
    await branch('queued')
    const number = await shop.openPullRequest({ user: stage.ada, title: 'Queued', head: 'queued' })
    const sha = await shop.enterQueue(stage.ada, number)
    await stage.github.settle()
    expect(stage.github.deliveries.of('merge_group.checks_requested').at(-1)?.payload).toMatchObject({
      merge_group: { head_sha: sha, base_ref: 'refs/heads/main' },
    })
    await expect(octokit.rest.checks.create({ ...SHOP, name: 'queue', head_sha: sha })).resolves.toMatchObject({ status: 201 })
    await shop.leaveQueue(stage.ada, number)
    await stage.github.settle()
    expect(stage.github.deliveries.of('merge_group.destroyed').length).toBe(1)
  })
})

describe('comments, issues and labels', () => {
  test('a comment is made, found, changed and taken away; each act is told', async () => {
    const { data: comment } = await octokit.rest.issues.createComment({ ...SHOP, issue_number: 1, body: 'One' })
    await octokit.rest.issues.updateComment({ ...SHOP, comment_id: comment.id, body: 'Two' })
    expect((await octokit.rest.issues.getComment({ ...SHOP, comment_id: comment.id })).data.body).toBe('Two')
    shop.comment(stage.ada, { number: 1, body: '/mayfly allow' })
    const all = await octokit.paginate(octokit.rest.issues.listComments, { ...SHOP, issue_number: 1, per_page: 1 })
    expect(all.map(({ user, body }) => [user?.login, body])).toEqual([
      ['mayfly[bot]', 'Two'],
      ['ada', '/mayfly allow'],
    ])
    await octokit.rest.issues.deleteComment({ ...SHOP, comment_id: comment.id })
    await stage.github.settle()
    expect(stage.github.deliveries.of('issue_comment').map(({ action }) => action)).toEqual(['created', 'edited', 'created', 'deleted'])
    expect(shop.comments(1).map(({ body }) => body)).toEqual(['/mayfly allow'])
  })

  test('to a pull request either permission will do, to an issue only that for issues', async () => {
    const { data: issue } = await octokit.rest.issues.create({ ...SHOP, title: 'No pull request' })
    const narrow = await stage.octokit({ permissions: { pull_requests: 'write' } })
    const { data: comment } = await narrow.rest.issues.createComment({ ...SHOP, issue_number: 1, body: 'x' })
    await narrow.rest.issues.deleteComment({ ...SHOP, comment_id: comment.id })
    await expect(narrow.rest.issues.createComment({ ...SHOP, issue_number: issue.number, body: 'x' })).rejects.toMatchObject({
      status: 403,
    })
  })

  test('an issue is opened, labelled, found by its label, and closed', async () => {
    const { data: issue } = await octokit.rest.issues.create({ ...SHOP, title: 'Dashboard', body: 'text', labels: ['mayfly'] })
    await octokit.rest.issues.addLabels({ ...SHOP, issue_number: issue.number, labels: ['extra'] })
    expect(
      (await octokit.rest.issues.removeLabel({ ...SHOP, issue_number: issue.number, name: 'extra' })).data.map(({ name }) => name),
    ).toEqual(['mayfly'])
    expect((await octokit.rest.issues.listForRepo({ ...SHOP, labels: 'mayfly' })).data.map(({ number }) => number)).toEqual([issue.number])
    await octokit.rest.issues.update({ ...SHOP, issue_number: issue.number, body: 'new', state: 'closed' })
    expect((await octokit.rest.issues.get({ ...SHOP, issue_number: issue.number })).data).toMatchObject({
      body: 'new',
      state: 'closed',
      closed_at: expect.any(String),
    })
    expect((await octokit.rest.issues.listLabelsOnIssue({ ...SHOP, issue_number: issue.number })).data.length).toBe(1)
  })
})
