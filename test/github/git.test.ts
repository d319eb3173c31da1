import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runGit } from './git/client.ts'
import { setStage, type Stage } from './stage.ts'
import type { Repository } from './start.ts'

let stage: Stage
let shop: Repository
let folder: string

beforeAll(async () => {
  stage = await setStage()
  folder = await mkdtemp(join(tmpdir(), 'mayfly-git-'))
  shop = await stage.repository('shop')
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  expect(await stage.close()).toEqual([])
})

function address(name: string, token?: string): string {
  const url = new URL(`${stage.github.url}/acme/${name}.git`)
  if (token !== undefined) [url.username, url.password] = ['x-access-token', token]
  return url.href
}

function git(...args: readonly string[]): Promise<string> {
  return runGit(folder, args)
}

describe('cloning and fetching', () => {
  test('a person clones, commits and pushes; the bare repository has the commit', async () => {
    const copy = await stage.ada.clone(shop)
    await copy.write('src/a.ts', 'one\n')
    const sha = await copy.commit('Add a')
    await copy.push()
    expect(await runGit(shop.gitDir, ['rev-parse', 'refs/heads/main'])).toBe(sha)
  })

  test('an installation token reads with contents: read', async () => {
    expect(await git('ls-remote', address('shop', await stage.token({ permissions: { contents: 'read' } })))).toContain('refs/heads/main')
  })

  test('protocol version 2 is spoken when asked for', async () => {
    const answer = await fetch(`${address('shop')}/info/refs?service=git-upload-pack`, {
      headers: { 'git-protocol': 'version=2', 'authorization': `Basic ${Buffer.from(`x:${stage.ada.token}`).toString('base64')}` },
    })
    expect(await answer.text()).toContain('version 2')
  })

  test('a partial clone has no blobs, and one blob can be fetched by its id', async () => {
    const source = address('shop', stage.ada.token)
    await git('clone', '--quiet', '--bare', '--filter=blob:none', source, 'partial.git')
    const blob = await runGit(shop.gitDir, ['rev-parse', 'main:README.md'])
    const objects = await runGit(join(folder, 'partial.git'), ['cat-file', '--batch-all-objects', '--batch-check=%(objecttype)'])
    expect(objects).not.toContain('blob')
    await runGit(join(folder, 'partial.git'), ['fetch', '--quiet', source, blob])
    expect(await runGit(join(folder, 'partial.git'), ['cat-file', 'blob', blob])).toBe('Hello')
  })

  test('HEAD is the default branch', async () => {
    await stage.repository('trunk', { defaultBranch: 'trunk' })
    expect(await git('ls-remote', '--symref', address('trunk', stage.ada.token), 'HEAD')).toContain('ref: refs/heads/trunk')
  })

  test('anyone reads a public repository, nobody a private one', async () => {
    await stage.repository('open', { private: false })
    expect(await git('ls-remote', address('open'))).toContain('refs/heads/main')
    await expect(git('ls-remote', address('shop'))).rejects.toThrow('could not read Username')
  })

  test('a former name leads to the new one', async () => {
    const old = await stage.repository('old-name')
    old.rename(stage.ada, 'new-name')
    expect(await git('ls-remote', address('old-name', stage.ada.token))).toContain('refs/heads/main')
  })

  test('an empty repository can be cloned, and its first branch becomes the default', async () => {
    const empty = await stage.organization.createRepository({ name: 'empty' })
    empty.setRole(stage.ada, 'write')
    const copy = await stage.ada.clone(empty)
    await copy.git('checkout', '--quiet', '-b', 'start')
    await copy.write('a', 'a')
    await copy.commit('First')
    await copy.push()
    await stage.github.settle()
    expect(empty.defaultBranch).toBe('start')
  })
})

describe('pushing', () => {
  test.each([
    ['an unknown token', () => Promise.resolve('no such token'), 'Authentication failed'],
    [
      'a token without contents: write',
      () => stage.token({ permissions: { contents: 'read' } }),
      'Permission to acme/shop.git denied to mayfly[bot]',
    ],
    ['a token for another repository', async () => stage.token({ repositories: [(await stage.repository('other')).name] }), 'not found'],
  ])('%s is refused', async (_, token, words) => {
    const copy = await stage.ada.clone(shop)
    await copy.commit('More')
    await expect(copy.git('push', '--quiet', address('shop', await token()), 'HEAD:refs/heads/refused')).rejects.toThrow(words)
  })

  test('an expired token is refused', async () => {
    const token = await stage.token()
    await git('ls-remote', address('shop', token))
    stage.github.clock.advance(3_601_000)
    await expect(git('ls-remote', address('shop', token))).rejects.toThrow('Authentication failed')
    stage.github.clock.advance(-3_601_000)
  })

  test('a workflow needs workflows: write, other files do not', async () => {
    const copy = await stage.ada.clone(shop)
    const target = address('shop', await stage.token({ permissions: { contents: 'write' } }))
    await copy.write('docs.md', 'text\n')
    await copy.commit('Docs')
    await copy.git('push', '--quiet', target, 'HEAD:refs/heads/docs')
    await copy.write('.github/workflows/ci.yml', 'on: push\n')
    await copy.commit('Workflow')
    await expect(copy.git('push', target, 'HEAD:refs/heads/flow')).rejects.toThrow(
      /refusing to allow a GitHub App to create or update workflow `.github\/workflows\/ci.yml` without `workflows` permission/,
    )
    await copy.git('push', '--quiet', address('shop', await stage.token()), 'HEAD:refs/heads/flow')
  })

  test('refs/pull can be fetched but not pushed to', async () => {
    const copy = await stage.ada.clone(shop)
    await copy.git('checkout', '--quiet', '-b', 'feature')
    const sha = await copy.commit('Feature')
    await copy.push()
    const number = await shop.openPullRequest({ user: stage.ada, title: 'Feature', head: 'feature' })
    expect(await git('ls-remote', address('shop', stage.ada.token), `refs/pull/${number}/*`)).toMatch(
      new RegExp(`${sha}\\trefs/pull/${number}/head\\n[0-9a-f]{40}\\trefs/pull/${number}/merge`),
    )
    await expect(copy.git('push', 'origin', `HEAD:refs/pull/${number}/head`)).rejects.toThrow('deny updating a hidden ref')
  })

  test('an archived repository can be read only', async () => {
    const archive = await stage.repository('archive')
    const copy = await stage.ada.clone(archive)
    archive.archive(stage.ada)
    await copy.commit('Late')
    await expect(copy.push()).rejects.toThrow('archived so it is read-only')
  })

  test('a pull request from a fork brings its commits into the base repository', async () => {
    const fork = await stage.ada.fork(shop)
    const copy = await stage.ada.clone(fork)
    const sha = await copy.commit('From a fork')
    await copy.push()
    const number = await shop.openPullRequest({ user: stage.ada, title: 'Fork', head: 'main', fork })
    await git('init', '--quiet', '--bare', 'base.git')
    await runGit(join(folder, 'base.git'), ['fetch', '--quiet', address('shop', await stage.token()), `refs/pull/${number}/head`])
    expect(await runGit(join(folder, 'base.git'), ['rev-parse', 'FETCH_HEAD'])).toBe(sha)
    await expect(stat(join(fork.gitDir, 'objects', 'info', 'alternates'))).resolves.toBeDefined()
  })
})
