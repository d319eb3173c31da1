import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Match } from '../../src/finding.ts'
import { scanByGit } from '../../src/pack/scan-by-git.ts'
import { scanStore } from '../../src/pack/scan-store.ts'
import type { ScannedObjects } from '../../src/pack/scan-objects.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { TestRepo } from '../support/git.ts'
import { isLoaded, loadRooms } from '../providers/rooms.ts'
import { checkObjects } from './check-objects.ts'
import { tell, type Story } from './history.ts'

const seed = process.env['MAYFLY_SEED'] ?? randomBytes(6).toString('hex')
const commits = 500

let ruleset = compile([])
let story: Story = { seed, commits, examples: [] }
let repo: TestRepo
let plain = new Map<string, string>()

beforeAll(async () => {
  const rooms = (await loadRooms()).filter(isLoaded)
  ruleset = compile(rooms.flatMap(({ provider }) => provider.tokens))
  story = { seed, commits, examples: rooms.flatMap(({ examples }) => examples.found) }
  repo = new TestRepo()
  tell(repo.folder, story)
  plain = shown(await scanByGit({ folder: repo.folder, ruleset }))
  expect(plain.size).toBeGreaterThan(commits / 4)
})

describe(`a history with seed ${seed} (MAYFLY_SEED)`, () => {
  test.each([
    ['with deltas as git makes them', ['repack', '-adfq']],
    ['with deltas one deep', ['repack', '-adfq', '--depth=1']],
    ['with deltas of any depth', ['repack', '-adfq', '--depth=4095', '--window=20']],
    ['with bases named, not pointed to', ['-c', 'repack.useDeltaBaseOffset=false', 'repack', '-adfq']],
    ['without deltas', ['repack', '-adFq', '--window=0']],
  ])('%s', async (_, repack) => {
    repo.git(...repack)
    await expectEqual(repo.folder, plain)
  })

  test('in several packs under one index, some objects in two of them', async () => {
    const several = new TestRepo()
    for (const [number, end] of ['main~300', 'main~150', 'main'].entries()) {
      several.git('-c', 'fetch.unpackLimit=1', 'fetch', '-q', repo.folder, `+${repo.git('rev-parse', end)}:refs/heads/part${number}`)
    }
    several.git('repack', '-dq')
    several.git('multi-pack-index', 'write')
    await expectEqual(several.folder, plain)
  })

  test('without packs', async () => {
    const loose = new TestRepo()
    loose.git('-c', 'fetch.unpackLimit=1000000', 'fetch', '-q', repo.folder, 'main')
    expect(loose.git('count-objects', '-v')).toMatch(/^packs: 0$/m)
    await expectEqual(loose.folder, plain)
  })

  test('with ids of SHA-256', async () => {
    const other = new TestRepo(undefined, ['--object-format=sha256'])
    tell(other.folder, { ...story, commits: 200 })
    other.git('repack', '-adfq')
    await expectEqual(other.folder, shown(await scanByGit({ folder: other.folder, ruleset })))
  })
})

async function expectEqual(folder: string, found: ReadonlyMap<string, string>): Promise<void> {
  expect(await checkObjects(folder)).toMatchObject({ wrong: [], failed: 0 })
  const own = await scanStore({ folder, ruleset })
  if (own === 'unknown') throw new Error('the store was not read')
  expect([...own.left]).toEqual([])
  expect({ seed, found: shown(own.tally) }).toEqual({ seed, found })
}

/** Blob → its matches, without their secrets. */
function shown({ found }: ScannedObjects): Map<string, string> {
  return new Map([...found].map(([oid, matches]) => [oid, JSON.stringify(matches.map(show))]))
}

function show({ token: { kind, secret, parts }, start, end, proven, facts }: Match): unknown {
  return { kind: kind.id, secret, parts, start, end, proven, facts }
}
