import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { Helpers } from '../../src/pack/helpers.ts'
import { openStore } from '../../src/pack/object-store.ts'
import { planWork } from '../../src/pack/pack-work.ts'
import { scanObjects, type ScannedObjects } from '../../src/pack/scan-objects.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { TestRepo } from '../support/git.ts'
import { guess, mark, pair } from '../scan/toys.ts'
import { tell } from './history.ts'

const HELPER = new URL('helper.ts', import.meta.url)
const NO_HELPER = new URL('none.ts', import.meta.url)

const mint = new Mint('threads')
const repo = new TestRepo()
tell(repo.folder, { seed: 'threads', commits: 300, examples: [{ kind: 'toy/mark', make: (mint: Mint) => ({ text: `mark_${mint.base62(20)}`, secret: '' }) }] })
// Large enough that help is worthwhile.
repo.write(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`r${i}`, `${randomBytes(100_000).toString('hex')}\nmark_${mint.base62(20)}\n${Buffer.from(`: mark_${mint.base62(20)}`).toString('base64')}`])))
repo.git('add', '.')
repo.git('commit', '-qm', 'much')
repo.git('repack', '-adfq')

describe('threads that help', () => {
  test('find together what one finds alone', async () => {
    const ruleset = compile([mark, guess])
    const alone = await scanObjects({ folder: repo.folder, ruleset, helper: NO_HELPER })
    const together = await scanObjects({ folder: repo.folder, ruleset, helper: HELPER })
    expect(alone.found.size).toBeGreaterThan(100)
    expect(summary(together)).toEqual(summary(alone))
  })

  test('make the trees together', async () => {
    const ruleset = compile([mark, guess])
    const roots = repo.git('log', '--all', '--format=%T').split('\n')
    const [alone, together] = [NO_HELPER, HELPER].map(async (helper) => {
      const { traces } = await scanObjects({ folder: repo.folder, ruleset, helper, traces: 'wanted' })
      const told = roots.map((root) => traces?.traceOf(root))
      // Each scan has numbers of its own: what counts is which are the same.
      return told.map((trace) => told.indexOf(trace))
    })
    expect(new Set(await alone).size).toBeGreaterThan(100)
    expect(await together).toEqual(await alone)
  })

  test.each(['on', 'off'] as const)('can do all of it, with decoding %s', async (decoding) => {
    const ruleset = compile([mark, guess], { decoding })
    const store = await openStore(repo.folder)
    const plan = planWork({ paths: store.packs, idLength: store.idLength, wanted: undefined })
    if (plan === 'unknown') throw new Error('the packs were not read')
    const { table, families, packs } = plan
    const work = { table, families, packs: packs.map(({ file, first }) => ({ file, first })), loose: { folders: [], ids: [] }, counter: new Int32Array(new SharedArrayBuffer(4)) }
    const helpers = new Helpers(HELPER)
    helpers.start(work, ruleset)
    while (availableParallelism() > 1 && Atomics.load(work.counter, 0) < families.starts.length) await setTimeout(10)
    const done = await helpers.outcomes()
    await helpers.close()
    const alone = await scanObjects({ folder: repo.folder, ruleset, helper: NO_HELPER })
    const matches = done.flatMap(({ found }) => found).flatMap(([, list]) => list)
    if (availableParallelism() > 1) expect(matches).toHaveLength([...alone.found.values()].flat().length)
  })

  test('stay out where they do not know a kind', async () => {
    const ruleset = compile([mark, pair])
    const alone = await scanObjects({ folder: repo.folder, ruleset, helper: NO_HELPER })
    expect(summary(await scanObjects({ folder: repo.folder, ruleset, helper: HELPER }))).toEqual(summary(alone))
  })

  test('are not missed where they break off', async () => {
    const ruleset = compile([mark])
    const breaking = new URL(`data:text/javascript,${encodeURIComponent('import { parentPort } from "node:worker_threads"; parentPort.once("message", (order) => { Atomics.store(order.joined, order.number, 1); Atomics.add(order.counter, 0, 5); throw new Error("broken") })')}`)
    const alone = await scanObjects({ folder: repo.folder, ruleset, helper: NO_HELPER })
    expect(summary(await scanObjects({ folder: repo.folder, ruleset, helper: breaking }))).toEqual(summary(alone))
  })
})

function summary({ blobs, bytes, binaries, unseen, found, scanned }: ScannedObjects): unknown {
  const matches = [...found].map(([oid, list]) => [oid, list.map(({ token, start }) => [token.kind.id, token.secret.fingerprint, start])] as const)
  return { blobs, bytes, binaries: [...binaries].toSorted(), unseen, matches: new Map(matches), scanned: [...scanned].toSorted() }
}
