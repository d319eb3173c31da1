import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Octokit } from '@octokit/rest'
import { writeHistory } from './git/long-history.ts'
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

async function onBranch(name: string, ...commits: readonly (() => Promise<void>)[]): Promise<void> {
  await copy.git('checkout', '--quiet', '-B', name, 'origin/main')
  for (const [i, change] of commits.entries()) {
    await change()
    await copy.commit(`${name} ${i + 1}`)
  }
  await copy.push('--force')
}

function compare(
  basehead: string,
  page?: { page: number; per_page: number },
): ReturnType<Octokit['rest']['repos']['compareCommitsWithBasehead']> {
  return octokit.rest.repos.compareCommitsWithBasehead({ ...SHOP, basehead, ...page })
}

describe('comparing', () => {
  test('shows what each file became, with its patch', async () => {
    await onBranch('files', async () => {
      await copy.write('kept.txt', 'one\ntwo\nthree\nfour\nfive\n')
      await copy.write('gone.txt', 'gone\n')
    })
    await copy.git('checkout', '--quiet', '-B', 'files-2')
    await copy.git('mv', 'kept.txt', 'moved.txt')
    await copy.remove('gone.txt')
    await copy.write('new\nline.txt', 'no line break')
    await copy.write('image.png', Buffer.from([0, 1, 2, 0]))
    await copy.write('README.md', 'Hello\n--- a\n+++ b\n')
    await copy.commit('All kinds')
    await copy.push()
    const { data } = await compare('files...files-2')
    const rows = data.files?.map(({ filename, status, additions, deletions, previous_filename: from, patch }) => [
      filename,
      status,
      additions,
      deletions,
      from,
      patch,
    ])
    expect(rows).toEqual([
      ['README.md', 'modified', 2, 0, undefined, '@@ -1 +1,3 @@\n Hello\n+--- a\n++++ b'],
      ['gone.txt', 'removed', 0, 1, undefined, '@@ -1 +0,0 @@\n-gone'],
      ['image.png', 'added', 0, 0, undefined, undefined],
      ['moved.txt', 'renamed', 0, 0, 'kept.txt', undefined],
      ['new\nline.txt', 'added', 1, 0, undefined, '@@ -0,0 +1 @@\n+no line break\n\\ No newline at end of file'],
    ])
  })

  test('tells ahead, behind, diverged and identical', async () => {
    await onBranch('left', () => copy.write('left', '1'))
    await onBranch('right', () => copy.write('right', '1'))
    const statuses = await Promise.all(
      ['main...left', 'left...main', 'left...right', 'left...left'].map(async (range) => (await compare(range)).data.status),
    )
    expect(statuses).toEqual(['ahead', 'behind', 'diverged', 'identical'])
  })

  test('gives 300 files at most, on the first page only', async () => {
    await onBranch('wide', async () => {
      for (let i = 0; i < 320; i++) await copy.write(`wide/${String(i).padStart(3, '0')}`, `${i}\n`)
    })
    const { data } = await compare('main...wide')
    expect(data.files?.length).toBe(300)
    expect(data.files?.[299]?.patch).toBe('@@ -0,0 +1 @@\n+299')
    expect((await compare('main...wide', { page: 2, per_page: 100 })).data.files).toBeUndefined()
  })

  test('gives the newest 250 commits unpaged, and all of them oldest first in pages', async () => {
    await writeHistory(join(copy.folder, '.git'), { branch: 'long', from: await copy.git('rev-parse', 'origin/main'), count: 260 })
    await copy.git('push', '--quiet', 'origin', 'long')
    const { data } = await compare('main...long')
    expect([data.total_commits, data.commits.length, data.commits[0]?.commit.message, data.commits.at(-1)?.commit.message]).toEqual([
      260,
      250,
      '11',
      '260',
    ])
    const messages: string[] = []
    for (const page of [1, 2, 3])
      messages.push(...(await compare('main...long', { page, per_page: 100 })).data.commits.map(({ commit }) => commit.message))
    expect(messages).toEqual(Array.from({ length: 260 }, (_, i) => String(i + 1)))
  })

  test('without a common ancestor or with an unknown end answers 404', async () => {
    await copy.git('checkout', '--quiet', '--orphan', 'lonely')
    await copy.commit('Alone')
    await copy.push()
    await expect(compare('main...lonely')).rejects.toMatchObject({ status: 404, message: expect.stringContaining('No common ancestor') })
    await expect(compare('main...nowhere')).rejects.toMatchObject({ status: 404 })
  })

  test('reaches into a fork by its owner', async () => {
    const bob = stage.github.createUser('bob')
    shop.setRole(bob, 'read')
    const forked = await bob.clone(await bob.fork(shop))
    await forked.write('from-bob', 'x')
    await forked.commit('From Bob')
    await forked.push()
    await expect(compare('main...bob:main')).rejects.toMatchObject({ status: 404 })
    const asBob = stage.as(bob.token)
    expect((await asBob.rest.repos.compareCommitsWithBasehead({ ...SHOP, basehead: 'main...bob:main' })).data.files?.[0]?.filename).toBe(
      'from-bob',
    )
  })

  test('as a diff is what git prints', async () => {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...SHOP,
      basehead: 'main...left',
      mediaType: { format: 'diff' },
    })
    expect(data).toMatch(/^diff --git a\/left b\/left\nnew file mode 100644\n/)
  })
})

describe('commits', () => {
  test('are listed newest first, by path, in pages', async () => {
    const { data, headers } = await octokit.rest.repos.listCommits({ ...SHOP, sha: 'long', per_page: 100 })
    expect([data.length, data[0]?.commit.message]).toEqual([100, '260'])
    expect(headers.link).toMatch(/page=2>; rel="next", .*page=3>; rel="last"/)
    expect((await octokit.rest.repos.listCommits({ ...SHOP, sha: 'left', path: 'left' })).data.map(({ commit }) => commit.message)).toEqual(
      ['left 1'],
    )
  })

  test('one is shown with its author as an account, its statistics and files', async () => {
    const { data } = await octokit.rest.repos.getCommit({ ...SHOP, ref: 'left' })
    expect(data).toMatchObject({
      author: { login: 'ada' },
      stats: { additions: 1, total: 1 },
      files: [{ filename: 'left' }],
      commit: { verification: { verified: false } },
    })
  })

  test('an empty repository has none: 409', async () => {
    await stage.organization.createRepository({ name: 'empty' })
    await expect(octokit.rest.repos.listCommits({ owner: 'acme', repo: 'empty' })).rejects.toMatchObject({ status: 409 })
  })
})
