import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { outcome } from '../../src/finding.ts'
import { guard } from '../../src/flows/guard.ts'
import { guardText } from '../../src/flows/guard-text.ts'
import { defaultPolicy } from '../../src/policy/policy.ts'
import type { Repo, Version } from '../../src/repo/port.ts'
import { tempFolder, TestRepo } from '../support/git.ts'
import { tokenOf } from '../support/tokens.ts'
import { guardIn, now, policyOf, providers, told } from './guarding.ts'

const github = tokenOf('github/pat-classic', 1)
const other = tokenOf('github/pat-classic', 2)
const stripe = tokenOf('stripe/secret-key', 1)

describe('a range of commits', () => {
  test('has leaked a token that it added and removed again', async () => {
    const repo = new TestRepo()
    const base = repo.commit({ 'a.txt': 'a' })
    const commits = [repo.commit({ 'a.txt': `token=${github}\n` }), repo.commit({ 'a.txt': 'a' })]
    const guarded = await guardIn(repo.folder, { range: { of: 'commits', heads: ['HEAD'], bases: [base] } })
    expect(told(guarded, commits)).toEqual(['github/pat-classic a.txt 1:7 block in 1'])
    expect([...guarded.gone]).toEqual([guarded.report.judged[0]?.finding.fingerprint])
    expect(outcome(guarded.report)).toBe('blocked')
  })

  test('does not call gone what its head still holds, be it at another path', async () => {
    const repo = new TestRepo()
    const base = repo.commit({ 'a.txt': 'a' })
    repo.commit({ 'a.txt': `token=${github}\n` })
    repo.commit({ 'a.txt': 'a', 'moved.txt': `token=${github}\n` })
    const guarded = await guardIn(repo.folder, { range: { of: 'commits', heads: ['HEAD'], bases: [base] } })
    expect(guarded.report.judged).toHaveLength(2)
    expect([...guarded.gone]).toEqual([])
  })

  test('has not leaked a token that already stood in the file, wherever its lines moved', async () => {
    const repo = new TestRepo()
    const base = repo.commit({ 'a.txt': `token=${github}\n` })
    const commits = [repo.commit({ 'a.txt': `# more\ntoken=${github}\nkey=${stripe}\n` })]
    const guarded = await guardIn(repo.folder, { range: { of: 'commits', heads: ['HEAD'], bases: [base] } })
    expect(told(guarded, commits)).toEqual(['stripe/secret-key a.txt 3:5 block in 1'])
  })

  test('has leaked a token that comes back', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': `token=${github}\n` })
    const base = repo.commit({ 'a.txt': 'a' })
    const commits = [repo.commit({ 'a.txt': `token=${github}\n` })]
    expect(told(await guardIn(repo.folder, { range: { of: 'commits', heads: ['HEAD'], bases: [base] } }), commits)).toHaveLength(1)
  })

  test('does not blame a merge for what one of its parents has, and does for what none has', async () => {
    const repo = new TestRepo()
    const base = repo.commit({ 'a.txt': 'top\n\n\n\nend\n' })
    repo.git('checkout', '-q', '-b', 'side')
    const side = repo.commit({ 'a.txt': `token=${github}\n\n\n\nend\n` })
    repo.git('checkout', '-q', 'main')
    const main = repo.commit({ 'a.txt': 'top\n\n\n\nfin\n' })
    repo.git('merge', '-q', '--no-commit', 'side')
    const merge = repo.commit({ 'evil.txt': `key=${stripe}\n` })
    const range = { of: 'commits', heads: ['HEAD'], bases: [base] } as const
    expect(told(await guardIn(repo.folder, { range }), [side, main, merge])).toEqual([
      'github/pat-classic a.txt 1:7 block in 1',
      'stripe/secret-key evil.txt 1:5 block in 3',
    ])
    expect(told(await guardIn(repo.folder, { range: { ...range, bases: [base, side] } }), [side, main, merge])).toEqual(['stripe/secret-key evil.txt 1:5 block in 3'])
  })

  test('names a path with a newline as it is', async () => {
    const repo = new TestRepo()
    const commits = [repo.commit({ 'new\nline.txt': github })]
    expect(told(await guardIn(repo.folder, { range: { of: 'history' } }), commits)).toEqual(['github/pat-classic new\nline.txt 1:1 block in 1'])
  })
})

describe('the files as they stand', () => {
  test('tell a token once per file, however often it stands there, and each file that has it', async () => {
    const repo = new TestRepo()
    repo.write({ 'a.txt': `${github}\n${github}\n`, 'b.txt': `${other} ${github}` })
    expect(told(await guardIn(repo.folder, { range: { of: 'tree' } }))).toEqual([
      'github/pat-classic a.txt 1:1 block',
      'github/pat-classic b.txt 1:1 block',
      `github/pat-classic b.txt 1:${other.length + 2} block`,
    ])
  })

  test('are looked at in UTF-16 too', async () => {
    const repo = new TestRepo()
    repo.write({ 'a.txt': Buffer.from(`\ufeffx\r\ntoken=${github}`, 'utf16le') })
    expect(told(await guardIn(repo.folder, { range: { of: 'tree' } }))).toEqual(['github/pat-classic a.txt 2:7 block'])
  })

  test('are left out where the policy ignores them, by their path from the top', async () => {
    const repo = new TestRepo()
    repo.commit({ 'sub/vendor/a.txt': github, 'sub/own/a.txt': other })
    const policy = policyOf('ignore:\n  paths: ["sub/vendor/**"]\nrules:\n  - { verdict: warn, paths: ["sub/own/**"] }\n')
    const guarded = await guardIn(join(repo.folder, 'sub'), { range: { of: 'tree' }, policy })
    expect(told(guarded)).toEqual(['github/pat-classic own/a.txt 1:1 warn'])
    expect(guarded.report.stats.files).toBe(1)
  })

  test.each([
    ['test/a.txt', 'low'], ['src/__tests__/a.ts', 'low'], ['docs/use.txt', 'low'], ['README.md', 'low'], ['pkg/a_test.go', 'low'], ['.env.example', 'low'],
    ['src/a.ts', 'high'], ['latest/a.ts', 'high'], ['contest.ts', 'high'], ['.env', 'high'],
  ] as const)('speak of %s with severity %s, and judge it the same', async (path, severity) => {
    const { report } = await guardText({ bytes: Buffer.from(github), path, providers, policy: defaultPolicy(), verify: false, now })
    expect(report.judged).toMatchObject([{ verdict: 'block', finding: { severity } }])
  })

  test('that are binary are counted, and those over 50 MB are said to be unseen', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'b.bin'), Buffer.from([0, 1, 2, 0]))
    writeFileSync(join(folder, 'big.txt'), '')
    truncateSync(join(folder, 'big.txt'), 100 * 1024 * 1024)
    const { report } = await guardIn(folder, { range: { of: 'tree' } })
    expect(report).toMatchObject({
      judged: [],
      unseen: ['big.txt: 100.0 MB are more than the 50 MB that are scanned'],
      notices: ['1 binary file was not scanned'],
      stats: { files: 2, bytes: 4, commits: 0 },
    })
    expect(outcome(report)).toBe('unfinished')
  })
})

test('a gap, and a file that cannot be read, are told with their place on one line', async () => {
  const repo: Repo = {
    async *versions() {
      yield { path: 'a\nb', commit: 'c'.repeat(40), blob: '1', before: [] }
      yield { gap: 'what commit abc changed' }
    },
    read: async () => ({ state: 'missing', why: 'its object is not in this clone' }),
    file: async () => undefined,
    list: async () => [],
    close: async () => {},
  }
  const { report } = await guard({ repo, range: { of: 'tree' }, providers, policy: defaultPolicy(), verify: false, now })
  expect(report.unseen).toEqual([`"a\\nb" in commit ${'c'.repeat(12)}: its object is not in this clone`, 'what commit abc changed'])
})

test('what a damaged repository still shows is judged, and what git could not read is told', async () => {
  const repo = new TestRepo()
  repo.commit({ 'a.txt': 'a' })
  const commits = [repo.commit({ 'a.txt': 'b' }), repo.commit({ 'b.txt': github })]
  const lost = repo.git('rev-parse', 'HEAD~2^{tree}')
  rmSync(join(repo.folder, '.git/objects', lost.slice(0, 2), lost.slice(2)))
  const guarded = await guardIn(repo.folder, { range: { of: 'history' } })
  expect(guarded.report.unseen).toEqual([expect.stringMatching(/^git diff-tree failed \(128\): fatal: /)])
  expect(told(guarded, commits)).toEqual(['github/pat-classic b.txt 1:1 block in 2'])
})

test('each blob is read once, however many commits and paths bring it, and what it replaces only where a token is', async () => {
  const texts = new Map([['clean', 'nothing'], ['old', 'nothing either'], ['leak', `x ${github}`]])
  const versions: Version[] = [
    { path: 'a', commit: '1', blob: 'clean', before: ['unread'] },
    { path: 'b', commit: '1', blob: 'leak', before: ['old'] },
    { path: 'c', commit: '2', blob: 'leak', before: ['old', 'clean'] },
    { path: 'c', commit: '3', blob: 'leak', before: ['leak'] },
  ]
  const read = jest.fn(async (blob: string) => ({ state: 'read', bytes: Buffer.from(texts.get(blob) ?? '') } as const))
  const repo: Repo = {
    versions: async function* all() { yield* versions },
    read, file: async () => undefined, list: async () => [], close: async () => {},
  }
  const { report } = await guard({ repo, range: { of: 'history' }, providers, policy: defaultPolicy(), verify: false, now })
  expect(report.judged.map(({ finding }) => `${finding.path} ${finding.commit}`)).toEqual(['b 1', 'c 2'])
  expect(report.stats).toMatchObject({ files: 4, commits: 3 })
  expect(read.mock.calls.map(([blob]) => blob).toSorted()).toEqual(['clean', 'leak', 'old'])
})

test('a repository without commits is clean', async () => {
  expect((await guardIn(new TestRepo().folder, { range: { of: 'history' } })).report).toMatchObject({ judged: [], unseen: [], stats: { files: 0 } })
})

test('no part of the outcome but the tokens holds a secret', async () => {
  const repo = new TestRepo()
  repo.commit({ 'a.txt': `${github} ${stripe}` })
  const { tokens, ...rest } = await guardIn(repo.folder, { range: { of: 'history' } })
  expect(rest.report.judged).toHaveLength(2)
  expect(tokens.size).toBe(2)
  const shown = JSON.stringify([rest, [...tokens]])
  for (const secret of [github, stripe]) expect(shown).not.toContain(secret.slice(8))
})
