import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Octokit } from '@octokit/rest'
import { runGit } from './git/client.ts'
import { setStage, type Stage } from './stage.ts'
import type { Repository } from './start.ts'

const SHOP = { owner: 'acme', repo: 'shop' }

let stage: Stage
let shop: Repository
let octokit: Octokit

beforeAll(async () => {
  stage = await setStage()
  shop = await stage.repository('shop', {
    files: { 'README.md': 'Hello\n', 'src/a.ts': 'a\n', 'src/b.ts': 'b\n', 'large.txt': 'x'.repeat(1_100_000) },
  })
  octokit = await stage.octokit()
})

afterAll(async () => {
  expect(await stage.close()).toEqual([])
})

function show(object: string): Promise<string> {
  return runGit(shop.gitDir, ['show', object])
}

describe('a commit through the API', () => {
  test('from blob to branch: one file new, one gone, the rest kept; signed by GitHub as the bot', async () => {
    const { data: main } = await octokit.rest.git.getRef({ ...SHOP, ref: 'heads/main' })
    const { data: parent } = await octokit.rest.git.getCommit({ ...SHOP, commit_sha: main.object.sha })
    const { data: blob } = await octokit.rest.git.createBlob({
      ...SHOP,
      content: Buffer.from('new\n').toString('base64'),
      encoding: 'base64',
    })
    const { data: tree } = await octokit.rest.git.createTree({
      ...SHOP,
      base_tree: parent.tree.sha,
      tree: [
        { path: 'docs/new\nname.md', mode: '100644', type: 'blob', sha: blob.sha },
        { path: 'run.sh', mode: '100755', type: 'blob', content: '#!/bin/sh\n' },
        { path: 'src/a.ts', mode: '100644', type: 'blob', sha: null },
      ],
    })
    const { data: commit } = await octokit.rest.git.createCommit({
      ...SHOP,
      message: 'By the App',
      tree: tree.sha,
      parents: [main.object.sha],
    })
    expect(commit).toMatchObject({ author: { name: 'mayfly[bot]' }, verification: { verified: true }, parents: [{ sha: main.object.sha }] })
    await octokit.rest.git.createRef({ ...SHOP, ref: 'refs/heads/app', sha: commit.sha })
    const files = (await runGit(shop.gitDir, ['ls-tree', '-r', '-z', 'app'])).split('\0').map((line) => line.replace(/ blob .{40}\t/, ' '))
    expect(files).toEqual(['100644 README.md', '100644 docs/new\nname.md', '100644 large.txt', '100755 run.sh', '100644 src/b.ts', ''])
    expect(await show('app:docs/new\nname.md')).toBe('new')
    expect((await octokit.rest.repos.getCommit({ ...SHOP, ref: 'app' })).data.author).toMatchObject({ login: 'mayfly[bot]' })
  })

  test('with an author of its own is not signed', async () => {
    const sha = await runGit(shop.gitDir, ['rev-parse', 'main'])
    const tree = await runGit(shop.gitDir, ['rev-parse', 'main^{tree}'])
    const author = { name: 'Eve', email: 'eve@example.com', date: '2026-01-02T03:04:05Z' }
    const { data } = await octokit.rest.git.createCommit({ ...SHOP, message: 'm', tree, parents: [sha], author })
    expect(data).toMatchObject({ author, committer: author, verification: { verified: false } })
  })

  test('that touches a workflow needs workflows: write', async () => {
    const narrow = await stage.octokit({ permissions: { contents: 'write' } })
    const { data: tree } = await narrow.rest.git.createTree({
      ...SHOP,
      tree: [{ path: '.github/workflows/x.yml', mode: '100644', type: 'blob', content: 'on: push\n' }],
    })
    const { data: commit } = await narrow.rest.git.createCommit({ ...SHOP, message: 'Workflow', tree: tree.sha, parents: [] })
    await expect(narrow.rest.git.createRef({ ...SHOP, ref: 'refs/heads/flow', sha: commit.sha })).rejects.toMatchObject({ status: 403 })
    await expect(octokit.rest.git.createRef({ ...SHOP, ref: 'refs/heads/flow', sha: commit.sha })).resolves.toMatchObject({ status: 201 })
  })
})

describe('refs', () => {
  test('move forward only, unless forced, and are found by their beginning', async () => {
    const old = await runGit(shop.gitDir, ['rev-parse', 'main'])
    const tree = await runGit(shop.gitDir, ['rev-parse', 'main^{tree}'])
    const { data: next } = await octokit.rest.git.createCommit({ ...SHOP, message: 'Next', tree, parents: [old] })
    await octokit.rest.git.createRef({ ...SHOP, ref: 'refs/heads/move/one', sha: next.sha })
    await expect(octokit.rest.git.updateRef({ ...SHOP, ref: 'heads/move/one', sha: old })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('not a fast forward'),
    })
    await octokit.rest.git.updateRef({ ...SHOP, ref: 'heads/move/one', sha: old, force: true })
    expect((await octokit.rest.git.listMatchingRefs({ ...SHOP, ref: 'heads/move' })).data.map(({ ref }) => ref)).toEqual([
      'refs/heads/move/one',
    ])
    await octokit.rest.git.deleteRef({ ...SHOP, ref: 'heads/move/one' })
    await expect(octokit.rest.git.getRef({ ...SHOP, ref: 'heads/move/one' })).rejects.toMatchObject({ status: 404 })
  })

  test.each([
    ['a name without refs/', { ref: 'main', sha: '1'.repeat(40) }, 'is not valid'],
    ['an unknown object', { ref: 'refs/heads/x', sha: '1'.repeat(40) }, 'Object does not exist'],
    ['a ref that is there', { ref: 'refs/heads/main', sha: 'main' }, 'Reference already exists'],
  ])('%s is refused', async (_, wanted, words) => {
    const sha = wanted.sha === 'main' ? await runGit(shop.gitDir, ['rev-parse', 'main']) : wanted.sha
    await expect(octokit.rest.git.createRef({ ...SHOP, ref: wanted.ref, sha })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining(words),
    })
  })
})

describe('reading', () => {
  test('a file as JSON, raw and as an object', async () => {
    const file = { ...SHOP, path: 'src/b.ts' }
    const { data } = await octokit.rest.repos.getContent(file)
    expect(data).toMatchObject({ type: 'file', encoding: 'base64', content: `${Buffer.from('b\n').toString('base64')}\n`, size: 2 })
    expect((await octokit.rest.repos.getContent({ ...file, mediaType: { format: 'raw' } })).data).toBe('b\n')
    expect((await octokit.rest.repos.getContent({ ...file, mediaType: { format: 'object' } })).data).toMatchObject({
      type: 'file',
      name: 'b.ts',
    })
  })

  test('a folder, and the root', async () => {
    const { data } = await octokit.rest.repos.getContent({ ...SHOP, path: 'src', ref: 'main' })
    expect(data).toMatchObject([{ name: 'a.ts', path: 'src/a.ts', type: 'file' }, { name: 'b.ts' }])
    const { data: root } = await octokit.rest.repos.getContent({ ...SHOP, path: '' })
    expect(root).toMatchObject({ length: 3 })
    expect((await octokit.rest.repos.getContent({ ...SHOP, path: 'src', mediaType: { format: 'object' } })).data).toMatchObject({
      type: 'dir',
      entries: [{ name: 'a.ts' }, { name: 'b.ts' }],
    })
  })

  test('a file above one megabyte has its content only raw', async () => {
    const file = { ...SHOP, path: 'large.txt' }
    expect((await octokit.rest.repos.getContent(file)).data).toMatchObject({ content: '', encoding: 'none', size: 1_100_000 })
    const raw: unknown = (await octokit.rest.repos.getContent({ ...file, mediaType: { format: 'raw' } })).data
    expect(typeof raw === 'string' && raw.length).toBe(1_100_000)
  })

  test.each([{ path: 'nowhere' }, { path: 'README.md', ref: 'nowhere' }, { path: 'src/../README.md' }])(
    'what is not there answers 404: %j',
    async (wanted) => {
      await expect(octokit.rest.repos.getContent({ ...SHOP, ...wanted })).rejects.toMatchObject({ status: 404 })
    },
  )

  test('a tree, whole; and its blobs', async () => {
    const { data: tree } = await octokit.rest.git.getTree({ ...SHOP, tree_sha: 'main', recursive: 'true' })
    expect(tree.tree.map(({ path, type }) => `${type} ${path}`)).toEqual([
      'blob README.md',
      'blob large.txt',
      'tree src',
      'blob src/a.ts',
      'blob src/b.ts',
    ])
    const { data: blob } = await octokit.rest.git.getBlob({ ...SHOP, file_sha: tree.tree[0]?.sha ?? '' })
    expect(Buffer.from(blob.content, 'base64').toString()).toBe('Hello\n')
    await expect(octokit.rest.git.getBlob({ ...SHOP, file_sha: '1'.repeat(40) })).rejects.toMatchObject({ status: 404 })
  })

  test('branches, one and all, in pages', async () => {
    expect((await octokit.rest.repos.getBranch({ ...SHOP, branch: 'main' })).data.commit.sha).toBe(
      await runGit(shop.gitDir, ['rev-parse', 'main']),
    )
    const all = await octokit.paginate(octokit.rest.repos.listBranches, { ...SHOP, per_page: 1 })
    expect(all.map(({ name }) => name)).toContain('main')
    await expect(octokit.rest.repos.getBranch({ ...SHOP, branch: 'nowhere' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('a renamed repository', () => {
  test('is followed by octokit from its former name, for reads', async () => {
    const moved = await stage.repository('before')
    moved.rename(stage.ada, 'after')
    expect((await octokit.rest.repos.get({ owner: 'acme', repo: 'before' })).data.full_name).toBe('acme/after')
    expect((await octokit.rest.repos.listBranches({ owner: 'acme', repo: 'before' })).data.length).toBe(1)
    const answer = await fetch(`${stage.github.url}/repos/acme/before`, {
      redirect: 'manual',
      headers: { authorization: `Bearer ${stage.ada.token}` },
    })
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `${stage.github.url}/repositories/${moved.id}`])
  })

  test('is found by its id under any name, until it is gone', async () => {
    const moved = await stage.repository('first-name')
    moved.rename(stage.ada, 'second-name')
    const byId = { repository_id: moved.id }
    expect((await octokit.request('GET /repositories/{repository_id}', byId)).data).toMatchObject({ full_name: 'acme/second-name' })
    moved.delete(stage.ada)
    await expect(octokit.request('GET /repositories/{repository_id}', byId)).rejects.toMatchObject({ status: 404 })
    await expect(octokit.rest.repos.get({ owner: 'acme', repo: 'second-name' })).rejects.toMatchObject({ status: 404 })
  })

  test('an archived one is read only: 403', async () => {
    const archive = await stage.repository('archive')
    archive.archive(stage.ada)
    const sha = await runGit(archive.gitDir, ['rev-parse', 'main'])
    await expect(octokit.rest.checks.create({ owner: 'acme', repo: 'archive', name: 'x', head_sha: sha })).rejects.toMatchObject({
      status: 403,
    })
    expect((await octokit.rest.repos.get({ owner: 'acme', repo: 'archive' })).data.archived).toBe(true)
  })
})
