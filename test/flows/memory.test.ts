import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { guard, type Guarded } from '../../src/flows/guard.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'
import type { Provider, TokenKind } from '../../src/provider.ts'
import { openLocal } from '../../src/repo/local.ts'
import type { Memory, Range } from '../../src/repo/port.ts'
import { ruleVersion } from '../../src/scan/rule-version.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { tokenOf } from '../support/tokens.ts'
import { now, providers, told } from './guarding.ts'

const github = tokenOf('github/pat-classic', 'memory')
const stripe = tokenOf('stripe/secret-key', 'memory')

interface Asked {
  readonly range?: Range
  readonly providers?: readonly Provider[]
  readonly versionOf?: (kind: TokenKind) => string
}

interface Remembering extends Guarded {
  /** `nothing`, or how many blobs were news. */
  readonly news: string
}

/** Guards a history with what is kept in the clone. */
async function again(folder: string, asked: Asked = {}): Promise<Remembering> {
  const repo = await openLocal(folder)
  const memory = repo.memory(asked.versionOf ?? ruleVersion)
  let news = 'nothing'
  const watched: Memory | undefined = memory && {
    ...memory,
    async recall() {
      const recalled = await memory.recall()
      if (recalled !== undefined) news = recalled.news === 'many' ? 'many' : `${recalled.news.size} news`
      return recalled
    },
  }
  try {
    const range = asked.range ?? { of: 'history' }
    return { ...(await guard({ repo, range, providers: asked.providers ?? providers, policy: defaultPolicy(), verify: false, now, memory: watched })), news }
  } finally {
    await repo.close()
  }
}

/** All but how long it took. */
function outcomeOf({ report: { stats, ...rest } }: Guarded) {
  return { ...rest, files: stats.files, bytes: stats.bytes, commits: stats.commits }
}

function leaky(): TestRepo {
  const repo = new TestRepo()
  repo.commit({ 'a.txt': 'a', 'b.txt': 'b', 'b.bin': Buffer.from([0, 1]) })
  repo.commit({ 'a.txt': github })
  repo.commit({ 'a.txt': `${github}\nmore`, 'c.txt': 'c' })
  return repo
}

describe('a second scan of a history', () => {
  test('says the same, and looks at nothing that is known, packed or not', async () => {
    const repo = leaky()
    const first = await again(repo.folder)
    const second = await again(repo.folder)
    repo.git('gc', '-q')
    const packed = await again(repo.folder)
    expect([first.news, second.news, packed.news, (await again(repo.folder)).news]).toEqual(['nothing', '0 news', '0 news', '0 news'])
    expect(first.report.judged).toHaveLength(1)
    expect(outcomeOf(second)).toEqual(outcomeOf(first))
    expect(outcomeOf(packed)).toEqual(outcomeOf(first))
  })

  test('looks at what came since, and finds who brought it', async () => {
    const repo = leaky()
    await again(repo.folder)
    const commit = repo.commit({ 'd.txt': stripe, 'e.txt': 'e', 'f.txt': github })
    const second = await again(repo.folder)
    expect(second.news).toBe('2 news')
    expect(told(second, [commit])).toEqual([
      'github/pat-classic a.txt 1:1 block in 0', 'github/pat-classic f.txt 1:1 block in 1', 'stripe/secret-key d.txt 1:1 block in 1',
    ])
    rmSync(join(repo.folder, '.git/mayfly'), { recursive: true })
    const anew = await again(repo.folder)
    expect(told(second).toSorted()).toEqual(told(anew).toSorted())
    expect(second.report.stats).toMatchObject({ files: anew.report.stats.files, bytes: anew.report.stats.bytes, commits: anew.report.stats.commits })
  })

  test('sees that a branch went, and that what it had is out of reach', async () => {
    const repo = leaky()
    repo.git('checkout', '-q', '-b', 'side')
    repo.commit({ 'd.txt': stripe })
    repo.git('checkout', '-q', 'main')
    const first = await again(repo.folder)
    repo.git('branch', '-q', '-D', 'side')
    const second = await again(repo.folder)
    expect([first, second].map(({ report }) => report.judged.map(({ finding: { path, reach } }) => `${path} ${reach}`).toSorted())).toEqual([
      ['a.txt tip', 'd.txt history'], ['a.txt tip', 'd.txt unreachable'],
    ])
    repo.git('branch', '-q', 'back', 'HEAD@{2}')
    repo.git('reflog', 'expire', '--expire=now', '--all')
    expect((await again(repo.folder)).report.judged).toHaveLength(2)
  })

  test('says again what the clone lacks, until it has it', async () => {
    const repo = leaky()
    const oid = repo.git('rev-parse', 'HEAD:c.txt')
    const [file, away] = [join(repo.folder, '.git/objects', oid.slice(0, 2), oid.slice(2)), join(tempFolder(), 'away')]
    renameSync(file, away)
    const first = await again(repo.folder)
    const second = await again(repo.folder)
    expect(first.report.unseen).toEqual([expect.stringMatching(/^c\.txt in commit [0-9a-f]{12}: its object is not in this clone$/)])
    expect(second.report.unseen).toEqual(first.report.unseen)
    renameSync(away, file)
    expect((await again(repo.folder)).report.unseen).toEqual([])
  })

  test('with a new rule, and with one that changed, finds what they find', async () => {
    const repo = leaky()
    repo.commit({ 'd.txt': stripe })
    const before = await again(repo.folder, { providers: providers.slice(0, 1) })
    const more = await again(repo.folder)
    expect([told(before).length, told(more).length]).toEqual([1, 2])
    const changed = await again(repo.folder, { versionOf: (kind) => ruleVersion(kind) + (kind.id === 'stripe/secret-key' ? 'x' : '') })
    expect(told(changed)).toEqual(told(more))
  })
})

describe('what is kept', () => {
  test('is for its owner alone, and holds no secret', async () => {
    const repo = leaky()
    await again(repo.folder)
    const folder = join(repo.folder, '.git/mayfly')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const files = readdirSync(folder).map((name) => join(folder, name))
    expect(files).toHaveLength(2)
    for (const file of files) {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      for (const encoding of ['latin1', 'hex', 'base64'] as const) expect(readFileSync(file, encoding)).not.toContain(Buffer.from(github.slice(8)).toString(encoding).slice(0, 20))
    }
  })

  test.each([
    ['damaged', (file: string) => appendFileSync(file, ' ')],
    ['cut off', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 30))],
    ['empty', (file: string) => writeFileSync(file, '')],
    ['writable for others', (file: string) => chmodSync(file, 0o666)],
    ['a link', (file: string) => {
      writeFileSync(`${file}.away`, readFileSync(file))
      rmSync(file)
      symlinkSync(`${file}.away`, file)
    }],
  ])('is not believed where it is %s, and written anew', async (_, harm) => {
    const repo = leaky()
    const first = await again(repo.folder)
    for (const name of ['scanned.json', 'clean']) {
      const folder = join(repo.folder, '.git/mayfly')
      const file = readdirSync(folder).find((one) => one.startsWith(name))
      harm(join(folder, file ?? ''))
      repo.commit({ 'n.txt': `${Math.random()}` })
      const second = await again(repo.folder)
      expect(second.news).toBe('nothing')
      expect(told(second)).toEqual(told(first))
      expect((await again(repo.folder)).news).toBe('0 news')
    }
  })

  test('is not needed: a folder that cannot be written to is scanned each time', async () => {
    const repo = leaky()
    writeFileSync(join(repo.folder, '.git/mayfly'), 'a file in its place')
    expect(told(await again(repo.folder))).toHaveLength(1)
    expect((await again(repo.folder)).news).toBe('nothing')
  })

  test('stays in the clone that worktrees share, and out of a folder that is none', async () => {
    const repo = leaky()
    const tree = join(tempFolder(), 'tree')
    repo.git('worktree', 'add', '-q', tree)
    await again(repo.folder)
    expect((await again(tree)).news).toBe('0 news')
    const plain = tempFolder()
    mkdirSync(join(plain, 'x'))
    expect((await openLocal(plain)).memory(ruleVersion)).toBeUndefined()
    expect(existsSync(join(plain, 'mayfly'))).toBe(false)
  })
})
