import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { guard, type Guarded } from '../../src/flows/guard.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'
import { openBlobMemory } from '../../src/repo/blob-memory.ts'
import { openLocal } from '../../src/repo/local.ts'
import type { BlobMemory } from '../../src/repo/port.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { tokenOf } from '../support/tokens.ts'
import { now, providers, told } from './guarding.ts'

const github = tokenOf('github/pat-classic', 'blobs')

/** What a range came to, and the blobs that were read for it. */
async function range(repo: TestRepo, { base, blobs, kinds = providers }: { readonly base: string; readonly blobs: BlobMemory; readonly kinds?: typeof providers }) {
  const opened = await openLocal(repo.folder)
  const read: string[] = []
  const watched = { ...opened, read: (blob: string) => (read.push(blob), opened.read(blob)) }
  try {
    const asked = { of: 'commits', heads: ['HEAD'], bases: [base] } as const
    const guarded = await guard({ repo: watched, range: asked, providers: kinds, policy: defaultPolicy(), verify: false, now, blobs })
    return { guarded, read: new Set(read) }
  } finally {
    await opened.close()
  }
}

/** In memory, with the bytes. */
function inMemory(): BlobMemory {
  const known = new Map<string, ReadonlyMap<string, number>>()
  return {
    clean: async (blobs, rules) => new Map([...(known.get(rules) ?? [])].filter(([oid]) => blobs.has(oid))),
    async note(clean, rules) {
      known.set(rules, new Map([...(known.get(rules) ?? []), ...clean]))
    },
  }
}

function outcomeOf({ report: { stats, ...rest } }: Guarded) {
  return { ...rest, files: stats.files, bytes: stats.bytes }
}

test.each([['a few', 5], ['many', 700]])('of a range with %s files, what was clean is not read again, and the report reads the same', async (_, count) => {
  const repo = new TestRepo()
  const base = repo.commit({ 'a.txt': 'a' })
  const files = Object.fromEntries(Array.from({ length: count }, (_none, i) => [`${i}.txt`, `${i}`]))
  repo.commit({ ...files, 'leak.txt': github, 'b.bin': Buffer.from([0, 1]) })
  const blobs = inMemory()
  const first = await range(repo, { base, blobs })
  const second = await range(repo, { base, blobs })
  expect(told(first.guarded)).toHaveLength(1)
  expect(outcomeOf(second.guarded)).toEqual(outcomeOf(first.guarded))
  // What is binary is looked at again: it is counted.
  expect(second.read).toEqual(new Set(['HEAD:leak.txt', 'HEAD:b.bin'].map((name) => repo.git('rev-parse', name))))
  expect((await range(repo, { base, blobs, kinds: providers.slice(0, 1) })).read.size).toBe(count > 500 ? 0 : count + 2)
})

test('in files it is kept by the version of the rules, and damaged ones are not believed', async () => {
  const blobs = openBlobMemory(join(tempFolder(), 'blobs'))
  const [one, two] = ['1'.repeat(40), '2'.repeat(40)]
  await blobs.note(new Map([[one, 5]]), 'r1')
  await blobs.note(new Map([[two, 5]]), 'r1')
  const all = new Set([one, two, '3'.repeat(40)])
  expect([...(await blobs.clean(all, 'r1')).keys()]).toEqual([one, two])
  expect((await blobs.clean(all, 'r2')).size).toBe(0)
  await blobs.note(new Map([[one, 5]]), 'r2')
  expect([(await blobs.clean(all, 'r1')).size, (await blobs.clean(all, 'r2')).size]).toEqual([0, 1])
})
