import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { guard, type Guarded, type GuardInput } from '../../src/flows/guard.ts'
import { Mint } from '../../src/lib/mint.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'
import { providers } from '../../src/providers/index.ts'
import { openLocal } from '../../src/repo/local.ts'
import type { Disk, Repo } from '../../src/repo/port.ts'
import { shipped } from '../../src/shipped.ts'
import { isLoaded, loadRooms } from '../providers/rooms.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { tokenOf } from '../support/tokens.ts'
import { now, policyOf } from './guarding.ts'

const token = tokenOf('github/pat-classic', 'files')
const line = `token=${token}\n`

/** Guards the files of a folder; `change` makes another repository of what was opened. */
async function guardFiles(folder: string, asked: Partial<GuardInput> = {}, change: (repo: Repo) => Repo = (repo) => repo): Promise<Guarded> {
  const repo = await openLocal(folder)
  try {
    return await guard({ range: { of: 'tree' }, providers: shipped, policy: defaultPolicy(), verify: false, now, prefix: repo.prefix, ...asked, repo: change(repo) })
  } finally {
    await repo.close()
  }
}

function found({ report }: Guarded): readonly string[] {
  return report.judged.map(({ finding }) => finding.path).toSorted()
}

function oneByOne(repo: Repo): Repo {
  const { disk, ...rest } = repo
  return disk === undefined ? repo : rest
}

describe('files on disk', () => {
  test('have the same findings whether they are read where they are searched or one by one, by a table or by all rules', async () => {
    const mint = new Mint('files')
    const rooms = (await loadRooms()).filter(isLoaded)
    const texts = rooms.flatMap(({ examples }) => [...examples.found.map((example) => example.make(mint).text), ...examples.ignored.map((example) => example.make(mint))])
    const repo = new TestRepo()
    repo.write(Object.fromEntries(texts.map((text, i) => [`${i % 7}/${i}.txt`, text])))
    repo.write({ 'wide.txt': Buffer.from(`\ufeff${line}`, 'utf16le'), 'binary.bin': Buffer.from(`\0${line}`), 'empty.txt': '' })
    const judged = await Promise.all([
      guardFiles(repo.folder),
      guardFiles(repo.folder, { providers }),
      guardFiles(repo.folder, {}, oneByOne),
      guardFiles(repo.folder, { providers }, oneByOne),
    ])
    const [first, ...others] = judged.map(({ report }) => ({ ...report, stats: { ...report.stats, milliseconds: 0 } }))
    expect(first?.judged.length).toBeGreaterThan(150)
    expect(first?.notices).toEqual(['1 binary file was not scanned'])
    for (const other of others) expect(other).toEqual(first)
  })

  test('are what git lists and is there: no file behind a link, no pipe, no socket, nothing that went', async () => {
    const outside = tempFolder()
    writeFileSync(join(outside, 'a.txt'), line)
    const repo = new TestRepo()
    repo.commit({ 'kept.txt': line, 'gone.txt': line, 'sub/a.txt': line, 'piped.txt': 'x', 'folder.txt': 'x', '.gitignore': 'ignored.txt\n' })
    repo.write({ 'gone.txt': null, 'piped.txt': null, 'folder.txt': null, 'folder.txt/inner.txt': line, 'fresh.txt': line, 'ignored.txt': line })
    renameSync(join(repo.folder, 'sub'), join(repo.folder, '.git', 'away'))
    symlinkSync(outside, join(repo.folder, 'sub'))
    symlinkSync(join(outside, 'a.txt'), join(repo.folder, 'link.txt'))
    symlinkSync(`https://x:${token}@host`, join(repo.folder, 'telling-link'))
    execFileSync('mkfifo', [join(repo.folder, 'piped.txt')])
    const server = createServer().listen(join(repo.folder, 'socket'))
    const guarded = await guardFiles(repo.folder)
    server.close()
    expect(found(guarded)).toEqual(['folder.txt/inner.txt', 'fresh.txt', 'kept.txt', 'telling-link'])
    expect(guarded.report.unseen).toEqual([])
    expect(guarded.report.stats.files).toBe(7)
  })

  test('have names of any bytes', async () => {
    const repo = new TestRepo()
    repo.write({ 'new\nline.txt': line, 'ümläut.txt': line })
    writeFileSync(Buffer.concat([Buffer.from(`${repo.folder}/b`), Buffer.from([0xff]), Buffer.from('.txt')]), line)
    expect(found(await guardFiles(repo.folder))).toEqual(['b\ufffd.txt', 'new\nline.txt', 'ümläut.txt'])
  })

  test('are left out where the policy says so, by their path from the top', async () => {
    const repo = new TestRepo()
    repo.write({ 'sub/a.txt': line, 'sub/left/b.txt': line })
    const policy = policyOf('version: 1\nignore:\n  paths: ["sub/left/**"]\n')
    for (const folder of [repo.folder, join(repo.folder, 'sub')]) expect((await guardFiles(folder, { policy })).report).toMatchObject({ stats: { files: 1 } })
  })
})

describe('what cannot be looked at is named', () => {
  test('a file that is too large, or may not be read', async () => {
    const folder = tempFolder()
    for (const name of ['closed.txt', 'large.txt']) writeFileSync(join(folder, name), line)
    chmodSync(join(folder, 'closed.txt'), 0)
    truncateSync(join(folder, 'large.txt'), 50 * 1024 * 1024 + 1)
    const guarded = await guardFiles(folder)
    const large = 'large.txt: 50.0 MB are more than the 50 MB that are scanned'
    // Whom the system refuses nothing reads it.
    if (process.getuid?.() === 0) expect([found(guarded), guarded.report.unseen]).toEqual([['closed.txt'], [large]])
    else expect([found(guarded), guarded.report.unseen]).toEqual([[], ['closed.txt: permission denied', large]])
  })

  test('a file that goes, or becomes a pipe, between its listing and its reading', async () => {
    const folder = tempFolder()
    for (const name of ['goes.txt', 'pipe.txt', 'stays.txt']) writeFileSync(join(folder, name), line)
    const guarded = await guardFiles(folder, {}, (repo) => ({ ...repo, ...(repo.disk && { disk: changing(repo.disk) }) }))
    expect(found(guarded)).toEqual(['stays.txt'])
    expect(guarded.report.unseen).toEqual(['goes.txt: it went away during the scan', 'pipe.txt: it is no regular file'])

    function changing(disk: Disk): Disk {
      return {
        ...disk,
        async *files() {
          for await (const files of disk.files()) {
            for (const name of ['goes.txt', 'pipe.txt']) rmSync(join(folder, name))
            execFileSync('mkfifo', [join(folder, 'pipe.txt')])
            yield files
          }
        },
      }
    }
  })

  test('the rest of a folder that git stops listing', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': line })
    const opened = await openLocal(repo.folder)
    rmSync(join(repo.folder, '.git', 'index'))
    mkdirSync(join(repo.folder, '.git', 'index'))
    const { report } = await guard({ repo: opened, range: { of: 'tree' }, providers: shipped, policy: defaultPolicy(), verify: false, now })
    await opened.close()
    expect(report.unseen).toEqual([expect.stringMatching(/^git ls-files failed \(128\): fatal: /)])
  })
})
