import { describe, expect, test } from '@jest/globals'
import { retire, type RetireInput } from '../../src/flows/retire.ts'
import { createHttp } from '../../src/lib/http.ts'
import { Mint } from '../../src/lib/mint.ts'
import { NPM_HOST } from '../../src/lib/npm-host.ts'
import { examples as npm } from '../../src/providers/npm/examples.ts'
import { providers } from '../../src/providers/index.ts'
import { standInsOf, startCloud, type Cloud } from '../support/cloud.ts'
import { startVendor, type Vendor } from '../support/vendor.ts'

function input(vendor: Vendor, given: Partial<RetireInput>): RetireInput {
  const http = createHttp({ standIns: { ...standInsOf(vendor), [NPM_HOST]: vendor.origin } })
  return { old: '', fresh: '', how: 'switch-off', proof: 'credential', providers, http, now: () => new Date(), patience: [1, 1], ...given }
}

function lines(cloud: Cloud): string {
  return Object.entries(cloud.login).map(([name, value]) => `${name}=${value}`).join('\n')
}

const LIVE = { state: 'live' } as const
const DEAD = { state: 'dead' } as const

describe('an AWS key', () => {
  test('is switched off by its own right once the role works, and dead when it is said to be', async () => {
    const cloud = await startCloud({ lag: 1 })
    const [one, ...more] = await retire(input(cloud, { old: cloud.stored, fresh: lines(cloud) }))
    expect([one, more]).toEqual([{ kind: 'aws/access-key', title: expect.any(String), provider: 'aws', before: LIVE, after: DEAD, act: 'switched-off' }, []])
    expect(cloud.done).toEqual(['stored key'])
    expect(cloud.asked.map((line) => line.split('/')[0])).toEqual(['POST sts.amazonaws.com', 'POST sts.amazonaws.com', 'POST iam.amazonaws.com', 'POST sts.amazonaws.com', 'POST sts.amazonaws.com'])
    expect(await retire(input(cloud, { old: cloud.stored }))).toMatchObject([{ act: 'already-dead', before: DEAD }])
    expect(cloud.done).toHaveLength(1)
  })

  test.each<[string, Partial<RetireInput>, object]>([
    ['is deleted where that is asked for', { how: 'delete', proof: 'word' }, { act: 'deleted', after: DEAD }],
    ['is switched off at the word of a person who saw the new way work', { proof: 'word' }, { act: 'switched-off', after: DEAD }],
    ['is left as it is where nothing took its place', {}, { act: 'not-proven', after: LIVE, why: expect.stringContaining('log in before this step') }],
    ['is only asked about in a report', { how: 'report', proof: 'word' }, { act: 'not-asked', after: LIVE }],
  ])('%s', async (_, given, expected) => {
    const cloud = await startCloud()
    expect(await retire(input(cloud, { old: cloud.stored, ...given }))).toMatchObject([expected])
  })

  test('is no proof of itself, and neither is a login that is over', async () => {
    const cloud = await startCloud({ login: 'dead' })
    expect(await retire(input(cloud, { old: cloud.stored, fresh: `${cloud.stored}\n\n\n\n\n\n\n${lines(cloud)}` }))).toMatchObject([{ act: 'not-proven', after: LIVE }])
    expect(cloud.done).toEqual([])
  })

  test('that may not end itself stays live, with the reason', async () => {
    const cloud = await startCloud({ may: 'nothing' })
    const [one] = await retire(input(cloud, { old: cloud.stored, proof: 'word' }))
    expect(one).toMatchObject({ act: 'refused', after: LIVE, why: expect.stringContaining('iam:UpdateAccessKey') })
  })

  test('that never dies is told so', async () => {
    const cloud = await startCloud({ lag: 99 })
    expect(await retire(input(cloud, { old: cloud.stored, proof: 'word' }))).toMatchObject([{ act: 'switched-off', after: LIVE }])
  })
})

test('an npm token ends as by a logout', async () => {
  const token = npm.found.find(({ kind }) => kind === 'npm/access-token')?.make(new Mint('retire')).secret ?? npm.found[0]?.make(new Mint('retire')).secret ?? ''
  let out = false
  const vendor = await startVendor(({ method, url }) => {
    if (method === 'DELETE') out = (url ?? '').startsWith('/-/user/token/')
    if (method === 'DELETE') return { status: 204 }
    return out ? { status: 401, body: { error: 'Unauthorized' } } : { status: 200, body: { username: 'ada' } }
  })
  expect(await retire(input(vendor, { old: token, proof: 'word' }))).toMatchObject([{ provider: 'npm', act: 'deleted', before: LIVE, after: DEAD }])
})

test('what no call can end is left alone, and nothing is guessed where a provider does not answer', async () => {
  const vendor = await startVendor(() => 'drop')
  const mint = new Mint('left')
  expect(await retire(input(vendor, { old: `PASSWORD=${mint.base62(12)}`, proof: 'word' }))).toMatchObject([{ kind: 'generic/assigned', act: 'cannot' }])
  expect(await retire(input(vendor, { old: 'nothing that looks like a secret' }))).toEqual([])
  expect(vendor.asked).toEqual([])
  const cloud = await startCloud()
  const http = createHttp({ standIns: { 'sts.amazonaws.com': vendor.origin } })
  expect(await retire({ ...input(vendor, { old: cloud.stored, proof: 'word' }), http })).toMatchObject([{ act: 'unclear', before: { state: 'unknown', why: 'unreachable' } }])
})
