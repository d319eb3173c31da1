import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { writeHistory } from '../github/git/long-history.ts'
import type { Checkout } from '../github/hands/checkout.ts'
import type { Repository } from '../github/start.ts'
import type { Pinged, Pinging } from '../support/pinger.ts'
import { checkOf, openStage, WEBHOOK_SECRET, type Stage } from '../support/stage.ts'

let stage: Stage
let repo: Repository
let work: Checkout
beforeAll(async () => {
  stage = await openStage()
  repo = await stage.repository({ name: 'large', files: { 'README.md': 'hello\n' } })
  work = await stage.alice.clone(repo)
}, 60_000)
afterAll(() => stage.close())

function leak(): string {
  return `const t = '${stage.alice.issueToken({ kind: 'classic', scopes: [] })}'\n`
}

async function history(branch: string, count: number): Promise<void> {
  await writeHistory(join(work.folder, '.git'), { branch, from: await work.git('rev-parse', 'HEAD'), count })
  await work.git('reset', '--quiet', '--hard', branch)
}

test('a token added and removed again in the middle of a push of 3,002 commits is found', async () => {
  await work.git('switch', '--quiet', '-c', 'long')
  await history('long', 1_000)
  await work.write('a.js', leak())
  const middle = await work.commit('add')
  await work.remove('a.js')
  await work.commit('remove')
  await history('long', 2_000)
  const head = await work.git('rev-parse', 'HEAD')
  await work.push()
  const run = await checkOf(repo, { head, seconds: 150 })
  // The commit that only removes brings nothing to look at.
  expect([run.conclusion, run.annotations.length, run.summary]).toEqual(['failure', 1, expect.stringContaining('3,001 commits')])
  expect(JSON.stringify(run.annotations)).toContain(middle.slice(0, 7))
}, 200_000)

test('a token in the 350th of 400 files of one commit is found', async () => {
  await work.git('switch', '--quiet', '-c', 'wide', 'origin/main')
  for (let i = 1; i <= 400; i++) await work.write(`src/file-${String(i).padStart(3, '0')}.js`, i === 350 ? leak() : `export const n = ${i}\n`)
  const head = await work.commit('many')
  await work.push()
  const run = await checkOf(repo, { head, seconds: 100 })
  expect([run.conclusion, JSON.stringify(run.annotations)]).toEqual(['failure', expect.stringContaining('src/file-350.js')])
}, 120_000)

test('while half a gigabyte is scanned, every webhook is answered within a second', async () => {
  await work.git('switch', '--quiet', '-c', 'heavy', 'origin/main')
  const line = 'const value = compute(token, secret_name, [1, 2, 3]) // ordinary code that names a password and a key\n'
  for (let i = 0; i < 13; i++) await work.write(`data/${i}.js`, `// ${i}\n${line.repeat(390_000)}`)
  const head = await work.commit('heavy')
  const started = performance.now()
  await work.push()
  const pinging: Pinging = { url: `${stage.mayfly.url}/api/github/webhooks`, secret: WEBHOOK_SECRET, body: ping(head) }
  const pinger = new Worker(new URL('../support/pinger.ts', import.meta.url), { workerData: pinging })
  const run = await checkOf(repo, { head, seconds: 200 })
  const { promise, resolve } = Promise.withResolvers<Pinged>()
  pinger.once('message', resolve)
  pinger.postMessage('enough')
  const { times, statuses } = await promise
  expect(run.summary).toMatch(/\(5\d\d\.\d MB\)/)
  expect(new Set(statuses)).toEqual(new Set([202]))
  expect(times.length).toBeGreaterThan(5)
  expect(Math.max(...times)).toBeLessThan(1_000)
  process.stderr.write(`webhooks beside a scan of 500 MB: ${times.length} in ${((performance.now() - started) / 1000).toFixed(0)} s, slowest ${Math.max(...times).toFixed(0)} ms\n`)
}, 260_000)

/** A push of a repository that the App does not see: it is stored and looked at, and comes to nothing. */
function ping(sha: string): string {
  return JSON.stringify({
    ref: 'refs/heads/main', before: sha, after: sha, installation: { id: 1 }, repository: { id: 1, full_name: 'some/other' }, sender: { login: 'x' },
  })
}
