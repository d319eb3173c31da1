import { randomBytes } from 'node:crypto'
import { chmodSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { blobsAmong, scanByGit } from '../../src/pack/scan-by-git.ts'
import { scanObjects, type ScannedObjects } from '../../src/pack/scan-objects.ts'
import { compile } from '../../src/scan/ruleset.ts'
import { guess, mark, pair } from '../scan/toys.ts'
import { TestRepo } from '../support/git.ts'
import { tell } from './history.ts'

const seed = process.env['MAYFLY_SEED'] ?? randomBytes(6).toString('hex')
const mint = new Mint(seed)
const ruleset = compile([mark, pair, guess])
const examples = [{ kind: 'toy/mark', make: (mint: Mint) => ({ text: `x mark_${mint.base62(20)} y`, secret: '' }) }]

let repo: TestRepo
let pack = ''
let whole: Buffer
let plain: ScannedObjects

beforeAll(async () => {
  repo = new TestRepo()
  tell(repo.folder, { seed, commits: 60, examples })
  repo.git('repack', '-adfq')
  const folder = join(repo.folder, '.git/objects/pack')
  pack = join(folder, readdirSync(folder).find((name) => name.endsWith('.pack')) ?? '')
  chmodSync(pack, 0o644)
  whole = readFileSync(pack)
  plain = await scanByGit({ folder: repo.folder, ruleset })
})

const DAMAGES: readonly (readonly [name: string, damage: (bytes: Buffer) => Buffer])[] = [
  ...Array.from({ length: 12 }, (_, i) => [`with a flipped bit (${i})`, flipped] as const),
  ...Array.from({ length: 3 }, (_, i) => [`with a stretch of rubbish (${i})`, scribbled] as const),
  ['that is cut off', (bytes) => bytes.subarray(0, 12 + mint.below(bytes.length - 12))],
]

describe(`a pack, seed ${seed} (MAYFLY_SEED)`, () => {
  test.each(DAMAGES)('%s: what is not damaged is scanned, the rest is named', async (_, damage) => {
    writeFileSync(pack, damage(whole))
    const result = await scanObjects({ folder: repo.folder, ruleset })
    const named = new Set(result.unseen.map(({ oid }) => oid))
    const seen = new Set(result.scanned)
    const lost = [...plain.scanned].filter((oid) => !seen.has(oid) && !named.has(oid))
    // Where the damage makes a blob a tree, git is told so too.
    expect({ seed, lost: [...await blobsAmong(repo.folder, lost)] }).toEqual({ seed, lost: [] })
    for (const [oid, matches] of plain.found) if (seen.has(oid)) expect({ seed, oid, matches: result.found.get(oid) }).toEqual({ seed, oid, matches })
  })

  test('whose index is damaged is named', async () => {
    writeFileSync(pack, whole)
    const index = pack.replace(/pack$/, 'idx')
    copyFileSync(index, `${index}.whole`)
    chmodSync(index, 0o644)
    const bytes = readFileSync(index)
    writeFileSync(index, bytes.subarray(0, bytes.length >> 1))
    await expect(scanObjects({ folder: repo.folder, ruleset })).resolves.toMatchObject({ blobs: 0, unseen: [{ oid: expect.stringMatching(/^pack-/) }] })
    copyFileSync(`${index}.whole`, index)
  })
})

describe('an index that tells of places behind its end', () => {
  test('is git\'s to complain of', async () => {
    const copy = new TestRepo()
    tell(copy.folder, { seed, commits: 20, examples })
    copy.git('repack', '-adfq')
    const folder = join(copy.folder, '.git/objects/pack')
    const index = join(folder, readdirSync(folder).find((name) => name.endsWith('.idx')) ?? '')
    const bytes = readFileSync(index)
    // https://git-scm.com/docs/gitformat-pack#_version_2_pack_idx_files: names of 20 bytes, checksums of 4, then offsets
    bytes.writeUInt32BE(0x8000_ffff, 8 + 1024 + bytes.readUInt32BE(8 + 1020) * 24)
    chmodSync(index, 0o644)
    writeFileSync(index, bytes)
    await expect(scanObjects({ folder: copy.folder, ruleset })).rejects.toThrow(/pack|index|offset/)
  })
})

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const at = 12 + mint.below(copy.length - 32)
  copy[at] = (copy[at] ?? 0) ^ (1 << mint.below(8))
  return copy
}

function scribbled(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const at = 12 + mint.below(copy.length - 32)
  mint.bytes(mint.below(300)).copy(copy, at)
  return copy
}
