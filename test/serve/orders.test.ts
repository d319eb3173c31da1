import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { User } from '../github/start.ts'
import { answers, answerTo, leakIn, type Leak } from '../support/leak.ts'
import { checkOf, openStage, type Stage } from '../support/stage.ts'
import { quiet } from '../support/watch.ts'

// What people order in a comment on a pull request, and who may.
let stage: Stage
let leak: Leak
const people = new Map<string, User>()
beforeAll(async () => {
  stage = await openStage({ validate: true })
  leak = await leakIn(stage, { name: 'shop' })
  for (const role of ['read', 'triage', 'maintain', 'admin'] as const) {
    const person = stage.github.createUser(`${role}-er`)
    people.set(role, person)
    leak.repo.setRole(person, role)
  }
  people.set('write', stage.alice).set('none', stage.github.createUser('stranger'))
}, 120_000)
afterEach(() => stage.github.faults.clear())
afterAll(async () => {
  await stage.close()
  expect(stage.github.violations).toEqual([])
}, 60_000)

function say(role: string, body: string): Promise<string> {
  return answerTo(leak, () => void leak.repo.comment(people.get(role) ?? stage.alice, { number: leak.number, body }))
}

describe('whoever may not', () => {
  test.each([
    ['none', 'allow', /needs write or maintain or admin.*nothing was done/],
    ['read', 'allow', /needs write or maintain or admin.*nothing was done/],
    ['triage', 'migrate', /needs write or maintain or admin.*nothing was done/],
    ['write', 'revoke', /needs maintain or admin.*nothing was done/],
  ])('with the role %s asks to %s is told so, and nothing is done', async (role, what, said) => {
    expect(await say(role, `/mayfly ${what} ${leak.fingerprint}`)).toMatch(said)
    expect([leak.repo.pulls().length, await tokenWorks()]).toEqual([1, true])
  }, 60_000)

  test('has a role of the organization\'s own, has what that role is built on', async () => {
    const operation = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission'
    const body = { permission: 'write', role_name: 'security-lead', user: null }
    stage.github.faults.fail({ match: operation, times: 2, with: { status: 200, body } })
    expect(await say('none', `/mayfly revoke ${leak.fingerprint}`)).toMatch(/needs maintain or admin/)
    expect(await say('none', '/mayfly migrate')).toMatch(/No workflow on the default branch/)
  }, 60_000)

  test('wrote a comment that was edited before it was read, is asked to write it anew', async () => {
    const edited = { id: 1, body: `/mayfly revoke ${leak.fingerprint}`, user: { login: 'admin-er' }, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:05Z' }
    stage.github.faults.fail({ match: 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}', with: { status: 200, body: edited } })
    expect(await say('admin', `/mayfly allow ${leak.fingerprint}`)).toMatch(/was edited since; nothing was done/)
    expect(await tokenWorks()).toBe(true)
  }, 60_000)
})

describe('a comment', () => {
  test('with a command in the middle of a line, in a quotation or in code orders nothing', async () => {
    const before = answers(leak.repo, leak.number).length
    for (const body of [
      `I would say /mayfly revoke ${leak.fingerprint}`,
      `> /mayfly revoke ${leak.fingerprint}`,
      `Write this:\n\`\`\`\n/mayfly revoke ${leak.fingerprint}\n\`\`\`\n`,
      '/mayfly-bot revoke it', '/mayfly', '/mayfly dance', ' /mayfly migrate',
    ]) leak.repo.comment(people.get('admin') ?? stage.bob, { number: leak.number, body })
    await quiet(stage)
    expect([answers(leak.repo, leak.number).length, await tokenWorks()]).toEqual([before, true])
  }, 60_000)

  test.each(['why', 'rebase', 'close', 'retired'])('that asks to %s of a pull request that is not Mayfly\'s changes nothing', async (what) => {
    expect(await say('maintain', `/mayfly ${what}`)).toMatch(/no pull request in which Mayfly replaces a stored secret; nothing was done/)
    expect(leak.repo.pulls().map(({ state }) => state)).toEqual(['open'])
  }, 60_000)

  test('that mixes orders about findings with one about migrations has the second kind written apart', async () => {
    const before = answers(leak.repo, leak.number).length
    leak.repo.comment(people.get('admin') ?? stage.bob, { number: leak.number, body: `/mayfly allow mf1_${'0'.repeat(32)}\n/mayfly close\n` })
    await quiet(stage)
    expect(answers(leak.repo, leak.number).slice(before)).toEqual([expect.stringMatching(/there is no such finding/), expect.stringMatching(/write it in a comment of its own/)])
  }, 60_000)

  test.each([
    ['a fingerprint that is not there', `/mayfly allow mf1_${'0'.repeat(32)}`, /there is no such finding on [0-9a-f]{7}; nothing was done/],
    ['something else than a fingerprint', '/mayfly revoke that one please', /not for a fingerprint as the check shows it/],
  ])('that names %s is answered', async (_, body, said) => {
    expect(await say('admin', body)).toMatch(said)
  }, 60_000)

  test('that names the token itself is answered without it', async () => {
    const said = await say('admin', `/mayfly revoke ${leak.token}`)
    expect([/not for a fingerprint/.test(said), said.includes(leak.token), await tokenWorks()]).toEqual([true, false, true])
  }, 60_000)

  test('that is delivered again and again is answered once', async () => {
    await say('maintain', '/mayfly migrate')
    const count = answers(leak.repo, leak.number).length
    const { guid } = stage.github.deliveries.of('issue_comment').at(-2) ?? { guid: '' }
    for (let i = 0; i < 4; i++) stage.github.deliveries.redeliver(guid)
    await quiet(stage)
    expect(answers(leak.repo, leak.number)).toHaveLength(count)
  }, 60_000)
})

test('whoever maintains the repository has the token revoked by a comment, and the check turns green', async () => {
  expect(await say('maintain', `Thanks, I take it.\n\n/mayfly revoke ${leak.fingerprint}\n`)).toMatch(/takes? the request|took the request|is revoked/)
  expect(await tokenWorks()).toBe(false)
  const run = await checkOf(leak.repo, { head: leak.head, fits: ({ conclusion }) => conclusion === 'success' })
  expect(run.title).toMatch(/Nothing blocks/)
}, 60_000)

async function tokenWorks(): Promise<boolean> {
  return (await fetch(`${stage.github.url}/user`, { headers: { authorization: `Bearer ${leak.token}` } })).ok
}
