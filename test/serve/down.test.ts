import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Repository } from '../github/start.ts'
import { openDesk, type Desk } from '../support/desk.ts'
import { checkOf, openStage, until, type Stage } from '../support/stage.ts'

// What happens while the App is down, or dies: nothing is lost, and nothing is done twice.
let stage: Stage
let repo: Repository
let desk: Desk
let count = 0
beforeAll(async () => {
  stage = await openStage()
}, 60_000)
afterAll(() => stage.close())
beforeEach(async () => {
  repo = await stage.repository({ name: `repo-${++count}`, files: { 'README.md': 'hello\n' } })
  desk = await openDesk(repo, stage.alice)
})

function leak(name: string): Promise<string> {
  return desk.commit('leak', { [name]: `const t = '${stage.alice.issueToken({ kind: 'classic', scopes: [] })}'\n` })
}

describe('a push while the App is down', () => {
  test('is asked for again when the App comes back, and checked', async () => {
    await stage.mayfly.stop()
    const head = await leak('a.js')
    await desk.git('push', '--quiet', 'origin', 'main')
    await stage.github.settle()
    await stage.restart()
    expect((await checkOf(repo, { head })).conclusion).toBe('failure')
  })

  test('to a repository that is renamed meanwhile is checked where it is now', async () => {
    await stage.mayfly.stop()
    const head = await leak('a.js')
    await desk.git('push', '--quiet', 'origin', 'main')
    await stage.github.settle()
    repo.rename(stage.bob, `renamed-${count}`)
    await stage.restart()
    expect((await checkOf(repo, { head })).conclusion).toBe('failure')
  })

  test.each([
    ['is archived meanwhile', (repository: Repository) => repository.archive(stage.bob)],
    ['is not the installation\'s any more', (repository: Repository) => stage.installation.select([other(repository)])],
    ['the installation of which is suspended', () => stage.installation.suspend()],
  ])('to a repository that %s ends quietly, and says so', async (_, happen) => {
    await stage.mayfly.stop()
    await leak('a.js')
    await desk.git('push', '--quiet', 'origin', 'main')
    await stage.github.settle()
    happen(repo)
    await stage.restart()
    expect(await until(() => metric('deliveries_failed', (rows) => rows > failedBefore))).toBe('there')
    failedBefore++
    stage.installation.unsuspend()
    stage.installation.select('all')
  })
})

let failedBefore = 0

function other(repository: Repository): Repository {
  return { ...repository, id: repository.id + 1_000_000, record: { ...repository.record, id: repository.id + 1_000_000 } }
}

async function metric(what: string, fits: (rows: number) => boolean): Promise<'there' | undefined> {
  const metrics = await (await fetch(`${stage.mayfly.url}/metrics`)).text()
  return fits(Number(new RegExp(`what="${what}"\\} (\\d+)`).exec(metrics)?.[1] ?? 0)) ? 'there' : undefined
}

test('killed in the middle of twenty pushes and started again, every push has its one check run', async () => {
  const heads: string[] = []
  for (let i = 0; i < 20; i++) {
    await desk.git('switch', '--quiet', '-c', `topic-${i}`, 'origin/main')
    heads.push(await leak(`file-${i}.js`))
    await desk.git('push', '--quiet', 'origin', `topic-${i}`)
    if (i === 12) await stage.mayfly.kill()
  }
  await stage.github.settle()
  const before = heads.filter((head) => repo.allCheckRuns(head).some(({ status }) => status === 'completed')).length
  expect(before).toBeLessThan(20)
  await stage.restart()
  for (const head of heads) await checkOf(repo, { head })
  await until(() => metric('deliveries_open', (rows) => rows === 0))
  expect(heads.map((head) => repo.allCheckRuns(head).map(({ conclusion }) => conclusion))).toEqual(heads.map(() => ['failure']))
}, 180_000)
