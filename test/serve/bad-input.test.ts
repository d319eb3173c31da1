import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openDesk, type Desk } from '../support/desk.ts'
import { checkOf, openStage, until, type Stage } from '../support/stage.ts'
import type { Repository } from '../github/start.ts'

// The real server on a GitHub that holds every call against GitHub's own description.
let stage: Stage
beforeAll(async () => {
  stage = await openStage({ validate: true })
}, 60_000)
afterAll(async () => {
  await stage.close()
  expect(stage.github.violations).toEqual([])
})

let count = 0
async function repository(files: Readonly<Record<string, string>> = { 'README.md': 'hello\n' }): Promise<{ repo: Repository; desk: Desk }> {
  const repo = await stage.repository({ name: `repo-${++count}`, files })
  return { repo, desk: await openDesk(repo, stage.alice) }
}

function token(): string {
  return stage.alice.issueToken({ kind: 'classic', scopes: ['repo'] })
}

async function pushed(desk: Desk, ...args: readonly string[]): Promise<void> {
  await desk.git('push', '--quiet', 'origin', ...args)
}

describe('what a repository holds', () => {
  test('a malformed policy fails the check and says where and what was expected', async () => {
    const { desk, repo } = await repository({ '.github/token-policy.yml': 'version: 1\nrevocaton:\n  github: ask\n' })
    const head = await desk.commit('change', { 'a.txt': 'a\n' })
    await pushed(desk, 'main')
    const run = await checkOf(repo, { head })
    expect([run.conclusion, `${run.title} ${run.summary} ${JSON.stringify(run.annotations)}`]).toEqual(['failure', expect.stringMatching(/token-policy\.yml.{0,40}:2:1.{0,200}revocation/s)])
  })

  test('a workflow that is no YAML is named where a migration is asked for, and nothing is opened', async () => {
    const { desk, repo } = await repository({ '.github/workflows/ci.yml': 'on: push\njobs: [\n  : {\n' })
    await desk.git('switch', '--quiet', '-c', 'topic')
    await desk.commit('change', { 'a.txt': 'a\n' })
    await pushed(desk, 'topic')
    const number = await repo.openPullRequest({ user: stage.alice, title: 'Topic', head: 'topic' })
    repo.comment(stage.bob, { number, body: '/mayfly migrate' })
    const answer = await until(() => repo.comments(number)[1])
    expect(answer?.['body']).toMatch(/\.github\/workflows\/ci\.yml/)
    expect(repo.pulls()).toHaveLength(1)
  })

  test('a repository without a commit is taken on, and its first push is checked', async () => {
    const repo = await stage.organization.createRepository({ name: 'empty', private: true })
    repo.setRole(stage.alice, 'write')
    const desk = await openDesk(repo, stage.alice)
    await desk.git('switch', '--quiet', '-c', 'main')
    const head = await desk.commit('first', { 'a.js': `const t = '${token()}'\n` })
    await pushed(desk, 'main')
    expect((await checkOf(repo, { head })).conclusion).toBe('failure')
  })

  test('a file of 100 MB is said to be unseen, and the check does not pass', async () => {
    const { desk, repo } = await repository()
    const head = await desk.commit('large', { 'large.txt': Buffer.alloc(100 * 1024 * 1024, 'a') })
    await pushed(desk, 'main')
    const run = await checkOf(repo, { head })
    expect([run.conclusion, run.summary]).toEqual(['failure', expect.stringMatching(/large\.txt.{0,80}MB/)])
  })

  test('a path with a newline is told on one line', async () => {
    const { desk, repo } = await repository()
    const head = await desk.commit('odd', { 'odd\nname.js': `const t = '${token()}'\n` })
    await pushed(desk, 'main')
    const run = await checkOf(repo, { head })
    expect([run.conclusion, run.annotations.length]).toEqual(['failure', 1])
    expect(run.summary).not.toContain('odd\nname')
  })
})

describe('what people do', () => {
  test('a deleted branch asks for nothing', async () => {
    const { desk, repo } = await repository()
    await desk.git('switch', '--quiet', '-c', 'short-lived')
    const head = await desk.commit('change', { 'a.txt': 'a\n' })
    await pushed(desk, 'short-lived')
    await pushed(desk, '--delete', 'short-lived')
    expect((await checkOf(repo, { head })).conclusion).toBe('success')
    await stage.github.settle()
    expect(await until(async () => ((await openDeliveries()) === 0 ? 'none open' : undefined))).toBe('none open')
  })

  test('a force push is judged by what it brings', async () => {
    const { desk, repo } = await repository()
    await desk.git('switch', '--quiet', '-c', 'topic')
    await desk.commit('one', { 'a.js': `const t = '${token()}'\n` })
    await pushed(desk, 'topic')
    await desk.git('reset', '--quiet', '--hard', 'origin/main')
    const head = await desk.commit('two', { 'b.js': `const u = '${token()}'\n` })
    await pushed(desk, '--force', 'topic')
    const run = await checkOf(repo, { head })
    expect(run.annotations.map((annotation) => JSON.stringify(annotation))).toEqual([expect.stringContaining('b.js')])
  })

  test('the same push delivered five times at once has one check run', async () => {
    const { desk, repo } = await repository()
    const head = await desk.commit('leak', { 'a.js': `const t = '${token()}'\n` })
    await pushed(desk, 'main')
    const delivery = await until(() => stage.github.deliveries.of('push').at(-1))
    for (let i = 0; i < 5; i++) stage.github.deliveries.redeliver(delivery?.guid ?? '')
    await checkOf(repo, { head })
    await stage.github.settle()
    await until(async () => ((await openDeliveries()) === 0 ? 'none open' : undefined))
    expect(repo.allCheckRuns(head)).toHaveLength(1)
  })
})

async function openDeliveries(): Promise<number> {
  const metrics = await (await fetch(`${stage.mayfly.url}/metrics`)).text()
  return Number(/mayfly_ledger\{what="deliveries_open"\} (\d+)/.exec(metrics)?.[1] ?? 0)
}
