import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { User } from '../github/start.ts'
import { answerTo, leakIn, type Leak } from '../support/leak.ts'
import { pullsOf } from '../support/pulls.ts'
import { checkOf, openStage, type Stage } from '../support/stage.ts'
import { quiet } from '../support/watch.ts'
import { deploy } from '../support/workflows.ts'

// The buttons of a check, and the exception that a person proposes, from the proposal to its expiry.
let stage: Stage
beforeAll(async () => {
  stage = await openStage({ validate: true })
}, 120_000)
afterAll(async () => {
  await stage.close()
  expect(stage.github.violations).toEqual([])
}, 60_000)

describe('an exception', () => {
  test('is proposed, makes the check green once it is merged, and red again when it has expired', async () => {
    const leak = await leakIn(stage, { name: 'excepted' })
    const said = await answerTo(leak, () => void leak.repo.comment(stage.alice, { number: leak.number, body: `/mayfly allow ${leak.fingerprint}` }))
    expect(said).toMatch(/is proposed in #2; it counts once that is merged/)
    expect(await answerTo(leak, () => void leak.repo.comment(stage.bob, { number: leak.number, body: `/mayfly allow ${leak.fingerprint}` }))).toMatch(/is proposed in #2\.$/)
    expect(pullsOf(leak.repo).map(({ head, draft }) => [head.ref.slice(0, 17), draft])).toEqual([['topic', false], ['mayfly/exception-', false]])
    expect((await rerun(leak)).conclusion).toBe('failure')

    expect(await leak.repo.merge(stage.bob, 2)).toBe('merged')
    await leak.desk.git('fetch', '--quiet', 'origin')
    const policy = await leak.desk.git('show', 'origin/main:.github/token-policy.yml')
    expect(policy).toMatch(new RegExp(`^revocation: \\{ github: ask \\}\nexceptions:\n  - fingerprint: ${leak.fingerprint}\n`))
    const green = await rerun(leak)
    expect([green.conclusion, green.summary]).toEqual(['success', expect.stringMatching(/1 finding allowed by policy/)])

    await leak.desk.git('switch', '--quiet', '-c', 'later', 'origin/main')
    await leak.desk.commit('time goes by', { '.github/token-policy.yml': policy.replace(/expires: .*/, 'expires: 2026-01-01') })
    await leak.desk.git('push', '--quiet', 'origin', 'later:main')
    const red = await rerun(leak)
    expect([red.conclusion, JSON.stringify(red.annotations)]).toEqual(['failure', expect.stringMatching(/expired after 2026-01-01/)])
  }, 180_000)
})

/** Asks for the check anew, as the page's "Re-run" does, and waits until it is done. */
async function rerun({ repo, head }: Leak): ReturnType<typeof checkOf> {
  const [latest] = repo.checkRuns(head)
  repo.rerequest(stage.bob, latest?.id ?? 0)
  await quiet(stage)
  return checkOf(repo, { head })
}

async function pressed(leak: Leak, { by, what, says }: { by: User; what: string; says: RegExp }): ReturnType<typeof checkOf> {
  const [run] = leak.repo.checkRuns(leak.head)
  leak.repo.clickButton(by, { checkRunId: run?.id ?? 0, identifier: what })
  return checkOf(leak.repo, { head: leak.head, fits: ({ summary }) => says.test(summary ?? '') })
}

describe('a button', () => {
  test('pressed by whoever may not revoke is refused, and the check says so', async () => {
    const leak = await leakIn(stage, { name: 'refused' })
    expect(leak.run.actions.map((action) => JSON.stringify(action)).join()).toMatch(/mf-false-positive.*mf-revoke/)
    const run = await pressed(leak, { by: stage.alice, what: 'mf-revoke', says: /@alice asked for `revoke`: that needs maintain or admin/ })
    expect(run.conclusion).toBe('failure')
    expect((await fetch(`${stage.github.url}/user`, { headers: { authorization: `Bearer ${leak.token}` } })).status).toBe(200)
  }, 60_000)

  test('for a false positive proposes the exception, one for OIDC the migration, and the check names both', async () => {
    const leak = await leakIn(stage, { name: 'pressed', files: { '.github/workflows/deploy.yml': deploy() } })
    await pressed(leak, { by: stage.alice, what: 'mf-false-positive', says: /is proposed in #2/ })
    await pressed(leak, { by: stage.alice, what: 'mf-migrate', says: /AWS role.*: #3 \(a draft/ })
    expect(pullsOf(leak.repo).map(({ head }) => head.ref.slice(0, 13))).toEqual(['topic', 'mayfly/except', 'mayfly/aws-ro'])
  }, 90_000)

  test('for revocation ends in a dead token and a green check', async () => {
    const leak = await leakIn(stage, { name: 'revoked' })
    const run = await pressed(leak, { by: stage.bob, what: 'mf-revoke', says: /request to revoke/ })
    expect([run.conclusion, run.actions]).toEqual(['success', []])
    expect((await fetch(`${stage.github.url}/user`, { headers: { authorization: `Bearer ${leak.token}` } })).status).toBe(401)
  }, 60_000)
})
