import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { postgresServer } from '../ledger/databases.ts'
import { openDesk } from '../support/desk.ts'
import { checkOf, openStage, type Stage } from '../support/stage.ts'

// The same story on a PostgreSQL server: everything the App keeps is there, and it starts again from it.
const postgres = postgresServer()
let stage: Stage
let env: Readonly<Record<string, string>>
beforeAll(async () => {
  const place = await postgres.fresh()
  env = { DATABASE_URL: 'url' in place ? place.url : '', MAYFLY_LEDGER_KEY: randomBytes(32).toString('base64') }
  stage = await openStage({ env })
}, 120_000)
afterAll(async () => {
  await stage.close()
  await postgres.close()
})

test('a leak is red, stays red over a restart, and is green once it is revoked', async () => {
  const files = { 'README.md': 'hello\n', '.github/token-policy.yml': 'revocation: { github: ask }\n' }
  const repo = await stage.repository({ name: 'shop', files })
  const desk = await openDesk(repo, stage.alice)
  const head = await desk.commit('leak', { 'a.js': `const t = '${stage.alice.issueToken({ kind: 'classic', scopes: [] })}'\n` })
  await desk.git('push', '--quiet', 'origin', 'main')
  expect((await checkOf(repo, { head })).conclusion).toBe('failure')
  await stage.mayfly.stop()
  await stage.restart(env)
  const red = await checkOf(repo, { head })
  repo.clickButton(stage.bob, { checkRunId: red.id, identifier: 'mf-revoke' })
  expect((await checkOf(repo, { head, fits: ({ conclusion }) => conclusion === 'success' })).title).toMatch(/nothing blocks/i)
}, 120_000)

test('without a key of its own for the ledger it does not start, and says what to do', async () => {
  await stage.mayfly.stop()
  await expect(stage.restart({ DATABASE_URL: env['DATABASE_URL'] ?? '' })).rejects.toThrow(/MAYFLY_LEDGER_KEY/)
  await stage.restart(env)
}, 60_000)
