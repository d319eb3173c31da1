import { chmodSync, mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { openLocal } from '../../src/repo/local.ts'
import type { Range } from '../../src/repo/port.ts'
import { tempFolder, TestRepo } from '../support/git.ts'

/** What a range brings: `path=text` of each version (with its commit's place in `commits`), and the gaps. */
async function seen(folder: string, range: Range, commits: readonly string[] = []) {
  const repo = await openLocal(folder)
  const found: string[] = []
  try {
    for await (const version of repo.versions(range)) {
      if ('gap' in version) found.push(`gap: ${version.gap}`)
      else found.push(`${at(version.commit)}${version.path}=${await text(version.blob)}`)
    }
  } finally {
    await repo.close()
  }
  return found.toSorted()

  function at(commit: string | undefined): string {
    return commit === undefined ? '' : `${commits.indexOf(commit) + 1}:`
  }
  async function text(blob: string): Promise<string> {
    const content = await repo.read(blob)
    return content.state === 'read' ? Buffer.from(content.bytes).toString('latin1') : content.state
  }
}

const tree = { of: 'tree' } as const
const history = { of: 'history' } as const

describe('the tree', () => {
  test('is what is tracked, and what is untracked and not ignored, as it lies on disk', async () => {
    const repo = new TestRepo()
    repo.commit({ '.gitignore': 'out/\n', 'kept.txt': 'old', 'gone.txt': 'x', 'sub/inner.txt': 'i' })
    repo.write({ 'kept.txt': 'new', 'gone.txt': null, 'fresh.txt': 'f', 'out/built.txt': 'b' })
    expect(await seen(repo.folder, tree)).toEqual(['.gitignore=out/\n', 'fresh.txt=f', 'kept.txt=new', 'sub/inner.txt=i'])
    expect(await seen(join(repo.folder, 'sub'), tree)).toEqual(['inner.txt=i'])
  })

  test('of a folder that the repository ignores is all its files', async () => {
    const repo = new TestRepo()
    repo.commit({ '.gitignore': 'out/\n' })
    repo.write({ 'out/a.txt': 'a', 'out/deep/b.txt': 'b', 'out/deep/.git/config': 'none of its files' })
    expect(await seen(join(repo.folder, 'out'), tree)).toEqual(['a.txt=a', 'deep/b.txt=b'])
  })

  test('of a folder without git is all its files', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'a'))
    writeFileSync(join(folder, 'a', 'b.txt'), 'b')
    writeFileSync(join(folder, 'c.txt'), 'c')
    expect(await seen(folder, tree)).toEqual(['a/b.txt=b', 'c.txt=c'])
  })

  test.each(['tracked', 'no repository'])('follows no link out of the folder (%s)', async (kind) => {
    const outside = tempFolder()
    writeFileSync(join(outside, 'secret.txt'), 'outside')
    const folder = kind === 'tracked' ? new TestRepo().folder : tempFolder()
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'file-link'))
    symlinkSync(outside, join(folder, 'folder-link'))
    expect(await seen(folder, tree)).toEqual([`file-link=${outside}/secret.txt`, `folder-link=${outside}`])
  })

  test('does not look behind a folder that became a link after its files were tracked', async () => {
    const outside = tempFolder()
    const repo = new TestRepo()
    repo.commit({ 'sub/a.txt': 'a' })
    writeFileSync(join(outside, 'a.txt'), 'outside')
    renameSync(join(repo.folder, 'sub'), join(repo.folder, '.git', 'away'))
    symlinkSync(outside, join(repo.folder, 'sub'))
    expect(await seen(repo.folder, tree)).toEqual([`sub=${outside}`])
  })

  test('holds no submodule, and the files of a repository that lies inside untracked', async () => {
    const inner = new TestRepo()
    inner.commit({ 'm.txt': 'm' })
    const repo = new TestRepo()
    repo.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', inner.folder, 'module')
    repo.commit({ 'a.txt': 'a' })
    const nested = new TestRepo(join(repo.folder, mkdirSync(join(repo.folder, 'nested'), { recursive: true }) ? 'nested' : ''))
    nested.write({ '.gitignore': 'no.txt\n', 'n.txt': 'n', 'no.txt': 'no' })
    const found = await seen(repo.folder, tree)
    expect(found.filter((line) => !line.startsWith('.gitmodules'))).toEqual(['a.txt=a', 'nested/.gitignore=no.txt\n', 'nested/n.txt=n'])
  })

  test('does not wait for a pipe', async () => {
    const folder = tempFolder()
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(await seen(folder, tree)).toEqual([])
  })

  test('at a ref is what that commit holds, and in a bare repository what HEAD holds', async () => {
    const repo = new TestRepo()
    const first = repo.commit({ 'a.txt': '1' })
    repo.commit({ 'a.txt': '2', 'b.txt': 'b' })
    const bare = tempFolder()
    repo.git('clone', '-q', '--bare', '.', bare)
    expect(await seen(repo.folder, { of: 'tree', ref: first })).toEqual(['a.txt=1'])
    expect(await seen(bare, tree)).toEqual(['a.txt=2', 'b.txt=b'])
    const only = new Set([repo.git('rev-parse', 'HEAD:b.txt'), repo.git('rev-parse', `${first}:a.txt`)])
    expect(await seen(bare, { of: 'tree', ref: 'main', only })).toEqual(['b.txt=b'])
  })

  test('knows paths with newlines, quotes and bytes that are no UTF-8', async () => {
    const repo = new TestRepo()
    repo.write({ 'new\nline.txt': '1', 'q"uote\'s.txt': '2', 'ümläut.txt': '3' })
    writeFileSync(Buffer.concat([Buffer.from(`${repo.folder}/b`), Buffer.from([0xff]), Buffer.from('.txt')]), '4')
    const onDisk = ['b\ufffd.txt=4', 'new\nline.txt=1', 'q"uote\'s.txt=2', 'ümläut.txt=3']
    expect(await seen(repo.folder, tree)).toEqual(onDisk)
    repo.commit({})
    expect(await seen(repo.folder, tree)).toEqual(onDisk)
    expect(await seen(repo.folder, history, [repo.head()])).toEqual(onDisk.map((line) => `1:${line}`))
  })

  test('tells a file over 50 MB by its size, from disk and from git, and reads the next one', async () => {
    const repo = new TestRepo()
    writeFileSync(join(repo.folder, 'big.bin'), '')
    truncateSync(join(repo.folder, 'big.bin'), 50 * 1024 * 1024 + 1)
    repo.write({ 'small.txt': 's' })
    expect(await seen(repo.folder, tree)).toEqual(['big.bin=too-large', 'small.txt=s'])
    repo.commit({})
    expect(await seen(repo.folder, history, [repo.head()])).toEqual(['1:big.bin=too-large', '1:small.txt=s'])
  })
})

describe('a range of commits', () => {
  test('brings each version of each commit, with what it replaces', async () => {
    const repo = new TestRepo()
    const commits = [repo.commit({ 'a.txt': '1' }), repo.commit({ 'a.txt': '2' }), repo.commit({ 'a.txt': '1', 'b.txt': 'b' }), repo.commit({ 'b.txt': null })]
    const range = { of: 'commits', heads: ['main'], bases: [commits[0] ?? ''] } as const
    expect(await seen(repo.folder, range, commits)).toEqual(['2:a.txt=2', '3:a.txt=1', '3:b.txt=b'])
    const opened = await openLocal(repo.folder)
    for await (const version of opened.versions({ of: 'commits', heads: [commits[1] ?? ''], bases: [commits[0] ?? ''] })) {
      expect(version).toMatchObject({ path: 'a.txt', before: [repo.git('rev-parse', `${commits[0]}:a.txt`)] })
    }
    await opened.close()
  })

  test('counts of a merge only what differs from every parent', async () => {
    const repo = new TestRepo()
    const root = repo.commit({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c\n' })
    repo.git('checkout', '-q', '-b', 'side')
    const side = repo.commit({ 'b.txt': 'side', 'c.txt': 'c\nside\n' })
    repo.git('checkout', '-q', 'main')
    const main = repo.commit({ 'a.txt': 'main', 'c.txt': 'main\nc\n' })
    repo.git('merge', '-q', '--no-commit', 'side')
    const merge = repo.commit({ 'evil.txt': 'only in the merge' })
    const found = await seen(repo.folder, { of: 'commits', heads: ['HEAD'], bases: [root] }, [side, main, merge])
    expect(found).toEqual([
      '1:b.txt=side', '1:c.txt=c\nside\n', '2:a.txt=main', '2:c.txt=main\nc\n', '3:c.txt=main\nc\nside\n', '3:evil.txt=only in the merge',
    ])
  })

  test('holds no exact rename, no change of mode, no submodule, and the target of a link', async () => {
    const repo = new TestRepo()
    const base = repo.commit({ 'a.txt': 'a long enough text', 'run.sh': 'echo' })
    renameSync(join(repo.folder, 'a.txt'), join(repo.folder, 'moved.txt'))
    chmodSync(join(repo.folder, 'run.sh'), 0o755)
    symlinkSync('target', join(repo.folder, 'link'))
    repo.write({ 'z.txt': 'behind the rename' })
    repo.git('add', '-A')
    repo.git('update-index', '--add', '--cacheinfo', `160000,${base},module`)
    repo.git('commit', '-q', '-m', 'change')
    expect(await seen(repo.folder, { of: 'commits', heads: ['HEAD'], bases: [base] }, [repo.head()])).toEqual(['1:link=target', '1:z.txt=behind the rename'])
  })

  test('below a folder is what the commits bring there', async () => {
    const repo = new TestRepo()
    const one = repo.commit({ 'a.txt': 'a', 'sub/b.txt': 'b', 'subway.txt': 's' })
    expect(await seen(join(repo.folder, 'sub'), history, [one])).toEqual(['1:b.txt=b'])
  })

  test.each([
    ['no-such-branch', 'usage', 'there is no commit "no-such-branch"'],
    ['f'.repeat(40), 'git', 'is not in this clone'],
    ['--output=x', 'usage', 'there is no commit'],
    ['main\nmain', 'usage', 'there is no commit'],
  ])('from a base %j that is not here is refused', async (base, code, message) => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': 'a' })
    await expect(seen(repo.folder, { of: 'commits', heads: ['main'], bases: [base] })).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  test('that crosses the edge of a shallow clone tells the commit whose parents are missing, and shows the others', async () => {
    const origin = new TestRepo()
    const commits = [origin.commit({ 'a.txt': '1' }), origin.commit({ 'a.txt': '2' }), origin.commit({ 'b.txt': 'b' })]
    const clone = tempFolder()
    origin.git('clone', '-q', '--depth', '2', `file://${origin.folder}`, clone)
    const edge = commits[1]?.slice(0, 12)
    expect(await seen(clone, { of: 'commits', heads: ['HEAD'], bases: [] }, commits)).toEqual(['3:b.txt=b', expect.stringContaining(`gap: what commit ${edge} changed`)])
    expect(await seen(clone, { of: 'commits', heads: ['HEAD'], bases: [commits[1] ?? ''] }, commits)).toEqual(['3:b.txt=b'])
    expect(await seen(clone, history, commits)).toEqual(['2:a.txt=2', '3:b.txt=b', expect.stringContaining(`gap: the history before commit ${edge}`)])
  })

  test('of a partial clone tells each blob that is missing, and fetches none', async () => {
    const origin = new TestRepo()
    const commits = [origin.commit({ 'a.txt': '1', 'b.txt': '2' })]
    origin.git('config', 'uploadpack.allowFilter', 'true')
    const clone = tempFolder()
    origin.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin.folder}`, clone)
    expect(await seen(clone, history, commits)).toEqual(['1:a.txt=missing', '1:b.txt=missing'])
  })

  test('shows the history as it is pushed, not as a replacement would have it', async () => {
    const repo = new TestRepo()
    const commits = [repo.commit({ 'a.txt': 'real' })]
    repo.commit({ 'a.txt': 'other' })
    repo.git('replace', repo.git('rev-parse', `${commits[0]}:a.txt`), repo.git('rev-parse', 'HEAD:a.txt'))
    expect(await seen(repo.folder, { of: 'commits', heads: commits, bases: [] }, commits)).toEqual(['1:a.txt=real'])
  })
})
