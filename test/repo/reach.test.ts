import { describe, expect, test } from '@jest/globals'
import { reach } from '../../src/repo/reach.ts'
import { tempFolder, TestRepo } from '../support/git.ts'

/** A line of twelve commits, and a side branch of two that leaves it at `from` (1 is the first commit). */
function history(from: number): { readonly repo: TestRepo; readonly line: readonly string[]; readonly side: readonly string[] } {
  const repo = new TestRepo()
  repo.git('config', 'uploadpack.allowAnySHA1InWant', 'true')
  repo.git('config', 'uploadpack.allowFilter', 'true')
  const line = Array.from({ length: 12 }, (_, i) => repo.commit({ 'line.txt': `${i}` }))
  repo.git('switch', '-q', '-c', 'side', line[from - 1] ?? '')
  const side = ['a', 'b'].map((text) => repo.commit({ 'side.txt': text }))
  return { repo, line, side }
}

function cloneOf(repo: TestRepo, ...options: readonly string[]): TestRepo {
  const clone = new TestRepo(tempFolder(), ['--bare'])
  clone.git('remote', 'add', 'origin', `file://${repo.folder}`)
  clone.git('fetch', '-q', ...options, 'origin', 'main', 'side')
  return clone
}

describe('how much of a range a clone holds', () => {
  test.each([
    ['all, in a whole clone', 6, [], 'whole'],
    ['all, where the history ends behind the range', 10, ['--depth=6'], 'whole'],
    ['not all, where the range reaches the end of the history', 10, ['--depth=2'], 'cut'],
    ['not all, where the bases end before the range joins them', 6, ['--depth=4'], 'cut'],
    ['not to be told, where the range ends at the first commit and the bases are cut off', 2, ['--depth=6'], 'cut'],
    ['the commits, in a partial clone', 6, ['--filter=blob:none'], 'partial'],
  ] as const)('%s', async (_, from, options, expected) => {
    const { repo, line, side } = history(from)
    const clone = cloneOf(repo, ...options)
    expect(await reach(clone.folder, { heads: side.slice(-1), bases: line.slice(-1) })).toBe(expected)
  })

  test('nothing, where an end is missing or there is no repository', async () => {
    const { repo, line } = history(6)
    expect(await reach(repo.folder, { heads: ['d'.repeat(40)], bases: line.slice(-1) })).toBe('absent')
    expect(await reach(repo.folder, { heads: line.slice(-1), bases: ['d'.repeat(40)] })).toBe('absent')
    expect(await reach(tempFolder(), { heads: line.slice(-1), bases: [] })).toBe('absent')
  })

  test('a shallow clone has a whole history only of what it was not cut off from', async () => {
    const { repo, line } = history(6)
    const clone = cloneOf(repo, '--depth=4')
    expect(await reach(clone.folder, { heads: line.slice(-1), bases: [] })).toBe('cut')
    expect(await reach(clone.folder, { heads: line.slice(-1), bases: line.slice(-2, -1) })).toBe('whole')
  })
})
