import { beforeAll, expect, test } from '@jest/globals'
import { createLedger, type Ledger } from '../../../src/ledger/ledger.ts'
import { placeKey } from '../../../src/ledger/migrations.ts'
import type { Store } from '../../../src/ledger/store.ts'
import { Mint } from '../../../src/lib/mint.ts'

const mint = new Mint('progress')
const BASE = 'b'.repeat(40)

/** A migration's way from its plan to the death of the old secret. */
export function progressSuite(use: () => Store): void {
  let ledger: Ledger
  let number = 0
  beforeAll(() => {
    ledger = createLedger(use(), mint.bytes(32))
  })

  async function planned(): Promise<{ readonly repositoryId: number; readonly number: number }> {
    const which = { repositoryId: 9, number: ++number }
    await ledger.migrations.plan({ ...which, provider: 'aws', base: BASE, secrets: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] })
    return which
  }

  test('keeps the time of its first plan and goes forwards only, each step once', async () => {
    const which = await planned()
    const first = await ledger.migrations.get(which)
    await ledger.migrations.plan({ ...which, provider: 'aws', base: 'c'.repeat(40), secrets: ['KEY'] })
    expect(await ledger.migrations.get(which)).toMatchObject({ state: 'planned', plannedAt: first?.plannedAt, secrets: 'KEY', base: 'c'.repeat(40) })
    const steps = ['merged', 'merged', 'proven', 'merged', 'done', 'proven', 'closed'] as const
    const answers: string[] = []
    for (const step of steps) answers.push(await ledger.migrations.reach(which, step))
    expect(answers).toEqual(['reached', 'was-there', 'reached', 'was-there', 'reached', 'was-there', 'was-there'])
    await ledger.migrations.plan({ ...which, provider: 'aws', base: BASE, secrets: [] })
    const done = await ledger.migrations.get(which)
    expect(done).toMatchObject({ state: 'done', secrets: 'KEY', retiredAt: null, mergedAt: expect.any(Object), doneAt: expect.any(Object) })
    expect((done?.doneAt?.getTime() ?? 0) >= (done?.plannedAt.getTime() ?? Infinity)).toBe(true)
  })

  test('that was closed can be planned again, and is found by its state', async () => {
    const which = await planned()
    await ledger.migrations.reach(which, 'closed')
    expect((await ledger.migrations.of(9, ['closed'])).map((one) => one.number)).toEqual([which.number])
    await ledger.migrations.plan({ ...which, provider: 'aws', base: BASE, secrets: ['KEY'] })
    expect((await ledger.migrations.of(9, ['planned'])).map((one) => one.number)).toEqual([which.number])
    expect((await ledger.counts())['migrations_planned']).toBe(1)
  })

  test('knows which of its jobs have logged in, by a hash of their place', async () => {
    const which = await planned()
    const place = { path: '.github/workflows/deploy.yml', job: 'deploy' }
    await ledger.migrations.prove(which, { place, runId: 1 })
    await ledger.migrations.prove(which, { place, runId: 2 })
    expect(await ledger.migrations.proven(which)).toEqual(new Set([placeKey(place)]))
    expect(await ledger.migrations.proven({ ...which, number: 999 })).toEqual(new Set())
  })

  test.each([['ghp_secret'], ['two words'], ['A,,B'], [mint.base62(40).toLowerCase()]])('takes no %j for the name of a secret', async (name) => {
    await expect(ledger.migrations.plan({ repositoryId: 9, number: 99, provider: 'aws', base: BASE, secrets: [name] })).rejects.toThrow(TypeError)
  })
}
