import { inspect } from 'node:util'
import { beforeAll, expect, test } from '@jest/globals'
import { createLedger, type Delivery, type Ledger } from '../../../src/ledger/ledger.ts'
import type { Store } from '../../../src/ledger/store.ts'
import { Mint } from '../../../src/lib/mint.ts'

const mint = new Mint('ledger')
const TOKEN = `ghp_${mint.base62(36)}`

export function deliverySuite(use: () => Store): void {
  let ledger: Ledger
  beforeAll(() => {
    ledger = createLedger(use(), mint.bytes(32))
  })

  test('a delivery is stored once however often and however simultaneously it comes', async () => {
    const delivery = push('d-once')
    const answers = await Promise.all(Array.from({ length: 8 }, () => ledger.deliveries.store(delivery)))
    expect(answers.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'repeat'), 'stored'])
    expect(await ledger.deliveries.get('d-once')).toMatchObject({ ...delivery, state: 'open', finishedAt: null, why: null })
  })

  test('a delivery is open until it is finished, the oldest first', async () => {
    for (const guid of ['d-1', 'd-2', 'd-3']) await ledger.deliveries.store(push(guid))
    await ledger.deliveries.finish('d-1', { state: 'done' })
    await ledger.deliveries.finish('d-2', { state: 'failed', why: 'not-found' })
    const open = (await ledger.deliveries.open()).map(({ guid }) => guid)
    expect(open.filter((guid) => /^d-\d$/.test(guid))).toEqual(['d-3'])
    expect(await ledger.deliveries.get('d-2')).toMatchObject({ state: 'failed', why: 'not-found', finishedAt: expect.any(Object) })
    expect(await ledger.deliveries.get('d-none')).toBeUndefined()
    expect(await ledger.deliveries.store(push('d-1'))).toBe('repeat')
  })

  test('what else a job needs of a delivery comes back as it was', async () => {
    const extra = { button: 'mf-revoke', by: 'octo-cat[bot]', comment: 12, base: 'a'.repeat(40), none: null }
    await ledger.deliveries.store({ ...push('d-extra'), event: 'check_run', action: 'requested_action', extra })
    expect((await ledger.deliveries.get('d-extra'))?.extra).toEqual(extra)
  })

  test.each<[string, Partial<Delivery>]>([
    ['guid', { guid: `${TOKEN} and more` }],
    ['event', { event: TOKEN }],
    ['action', { action: TOKEN }],
    ['repository', { repository: TOKEN }],
    ['ref', { ref: TOKEN }],
    ['before', { before: TOKEN }],
    ['after', { after: TOKEN }],
    ['extra', { extra: { comment: TOKEN } }],
    ['extra, as who it was', { extra: { by: TOKEN } }],
    ['extra, as a name', { extra: { [TOKEN]: 1 } }],
  ])('a text that is no id is refused as %s of a delivery, and not repeated', async (_, part) => {
    const error = await ledger.deliveries.store({ ...push('d-refused'), ...part }).then(() => undefined, (thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(inspect(error)).not.toContain(TOKEN)
    expect(await ledger.deliveries.get('d-refused')).toBeUndefined()
  })

  test('counts are numbers under closed words', async () => {
    await ledger.deliveries.store(push('d-count'))
    const counts = await ledger.counts()
    expect(counts['deliveries_open']).toBe((await ledger.deliveries.open()).length)
    expect(Object.keys(counts).filter((name) => !/^[a-z_]+$/.test(name))).toEqual([])
  })
}

export function recordSuite(use: () => Store): void {
  let ledger: Ledger
  beforeAll(() => {
    ledger = createLedger(use(), mint.bytes(32))
  })

  test('ranges are kept once each, also with nothing for a base or a number, until they are dropped', async () => {
    const head = mint.hex(40)
    const branch = { repositoryId: 5, head, kind: 'branch', base: null, number: null } as const
    const pull = { repositoryId: 5, head, kind: 'pull', base: mint.hex(40), number: 7 } as const
    for (const range of [branch, pull, branch, pull]) await ledger.ranges.add(range)
    expect(await ledger.ranges.of(5, head)).toEqual([branch, pull])
    expect(await ledger.ranges.of(6, head)).toEqual([])
    await ledger.ranges.drop(branch)
    expect(await ledger.ranges.of(5, head)).toEqual([pull])
  })

  test('the verdict of a commit is the last one, and keeps its check run', async () => {
    const head = mint.hex(40)
    await ledger.verdicts.put({ repositoryId: 5, head, outcome: 'blocked', blocked: 2, warned: 1, checkRunId: 4_294_967_297 })
    await ledger.verdicts.put({ repositoryId: 5, head, outcome: 'clean', blocked: 0, warned: 1 })
    expect(await ledger.verdicts.get(5, head)).toMatchObject({ outcome: 'clean', blocked: 0, warned: 1, checkRunId: 4_294_967_297 })
    expect(await ledger.verdicts.get(6, head)).toBeUndefined()
  })

  test('a proposal is one per repository and provider, and its end is noted by its number', async () => {
    const proposal = { repositoryId: 9, provider: 'aws', branch: 'mayfly/aws', number: 3, state: 'open', contentHash: 'x' } as const
    await ledger.proposals.put({ ...proposal, number: null })
    await ledger.proposals.put(proposal)
    await ledger.proposals.put({ ...proposal, provider: 'npm', number: 4 })
    await ledger.proposals.settle({ repositoryId: 9, number: 3 }, 'closed')
    expect(await ledger.proposals.get(9, 'aws')).toMatchObject({ ...proposal, state: 'closed' })
    expect((await ledger.proposals.of(9)).map(({ provider, state }) => [provider, state])).toEqual([['aws', 'closed'], ['npm', 'open']])
  })
}

function push(guid: string): Delivery {
  return {
    guid, event: 'push', action: null, installationId: 1, repositoryId: 2, repository: 'octo-org/repo.js', ref: 'refs/heads/feature/ümlaut',
    before: '0'.repeat(40), after: 'ab'.repeat(20), number: null, extra: {},
  }
}
