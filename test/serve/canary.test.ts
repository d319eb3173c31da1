import { readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { openStore } from '../../src/ledger/store.ts'
import type { Repository } from '../github/start.ts'
import { openDesk } from '../support/desk.ts'
import { found, foundBelow } from '../support/search.ts'
import { checkOf, openStage, until, type Stage } from '../support/stage.ts'

// Secrets go through everything that the App does; afterwards none of them is anywhere but in the repository they leaked to.
const mint = new Mint(`canary ${Date.now()}`)
const secrets: Record<string, string> = {
  password: `Zt7-${mint.base62(20)}`,
  slack: `xoxb-${mint.chars('0123456789', 12)}-${mint.chars('0123456789', 12)}-${mint.base62(24)}`,
  key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().split('\n')[1] ?? '',
}
let stage: Stage
let repo: Repository
let before: readonly string[]

beforeAll(async () => {
  before = fetchFolders()
  stage = await openStage()
  for (const name of ['kept', 'removed']) secrets[name] = stage.alice.issueToken({ kind: 'classic', scopes: ['repo'] })
  repo = await stage.repository({ name: 'shop', files: { 'README.md': 'hello\n', '.github/token-policy.yml': 'revocation: { github: ask }\n' } })
  await story()
}, 180_000)
afterAll(() => stage.close())

function fetchFolders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('mayfly-fetch-'))
}

async function story(): Promise<void> {
  const desk = await openDesk(repo, stage.alice)
  await desk.git('switch', '--quiet', '-c', 'topic')
  await desk.commit('one', {
    'a.js': `const t = '${secrets['kept']}'\nconst u = 'postgres://app:${secrets['password']}@db.example.org/x'\n`,
    'b.env': `SLACK_BOT_TOKEN=${secrets['slack']}\nGH=${secrets['removed']}\n`,
    'k.pem': `-----BEGIN PRIVATE KEY-----\n${secrets['key']}\n-----END PRIVATE KEY-----\n`,
  })
  const head = await desk.commit('two', { 'b.env': 'none\n', '.github/token-policy.yml': `revocation: { ${secrets['kept']}: ask }\n` })
  await desk.git('push', '--quiet', 'origin', 'topic')
  const number = await repo.openPullRequest({ user: stage.alice, title: 'Topic', head: 'topic' })
  const run = await checkOf(repo, { head, fits: ({ conclusion }) => conclusion === 'failure' })
  const prints = [...new Set(`${run.summary}${JSON.stringify(run.annotations)}`.match(/mf1_[0-9a-f]{32}/g))]
  for (const print of prints) repo.comment(stage.bob, { number, body: `/mayfly revoke ${print}\n/mayfly allow ${print}\n/mayfly migrate` })
  repo.comment(stage.bob, { number, body: `/mayfly revoke ${secrets['kept']}` })
  await until(() => (repo.comments(number).length > 4 * prints.length ? 'answered' : undefined))
  desk.close()
}

describe('the secrets that were pushed', () => {
  test('stand in no file of the ledger, its write-ahead log included, nor in its folders', () => {
    expect(foundBelow(secrets, stage.folder)).toEqual([])
  })

  test('would be found there: a planted one is, in every form', () => {
    const { kept = '' } = secrets
    writeFileSync(join(stage.folder, 'planted'), Buffer.concat([Buffer.from(`xx${kept}`), Buffer.from(kept, 'utf16le')]))
    writeFileSync(join(stage.folder, 'encoded'), Buffer.from(`{"token":"${kept}"}`).toString('base64'))
    expect(foundBelow(secrets, stage.folder).toSorted()).toEqual(['encoded: kept', 'planted: kept'])
  })

  test('were not logged, and no answer of the server holds them', async () => {
    const answers = await Promise.all(['/metrics', '/readyz', '/healthz', `/${secrets['kept']}`].map(async (path) => (await fetch(stage.mayfly.url + path)).text()))
    expect(found(secrets, answers.join('\n') + stage.mayfly.log())).toEqual([])
  })

  test('are in no check, comment, pull request or address that GitHub got from us', () => {
    const ours = repo.comments(1).filter(({ user }) => JSON.stringify(user).includes('[bot]'))
    expect(ours.length).toBeGreaterThan(0)
    const runs = repo.record.runs.map(({ title, summary, text, annotations, externalId }) => ({ title, summary, text, annotations, externalId }))
    expect(runs.length).toBeGreaterThan(0)
    expect(found(secrets, JSON.stringify([runs, ours, repo.pulls(), stage.github.calls]))).toEqual([])
  })

  test('left no folder behind that they were fetched into', async () => {
    expect(await until(() => (fetchFolders().every((name) => before.includes(name)) ? 'none left' : undefined))).toBe('none left')
  })

  test('are in no row of any table', async () => {
    await stage.mayfly.stop()
    const store = await openStore({ folder: join(stage.folder, 'db') })
    const tables = await store.boss.executeSql("select schemaname || '.' || quote_ident(tablename) as name from pg_tables where schemaname like 'mayfly%'")
    const rows: string[] = []
    for (const { name } of tables.rows) rows.push(JSON.stringify((await store.boss.executeSql(`select * from ${String(name)}`)).rows))
    await store.close()
    expect(rows.join('')).toContain('push')
    expect(found(secrets, rows.join('\n'))).toEqual([])
  })
})
