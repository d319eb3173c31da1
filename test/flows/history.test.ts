import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Guarded } from '../../src/flows/guard.ts'
import { TestRepo, tempFolder } from '../support/git.ts'
import { tokenOf } from '../support/tokens.ts'
import { guardIn, policyOf, told } from './guarding.ts'

const github = tokenOf('github/pat-classic', 'history')
const stripe = tokenOf('stripe/secret-key', 'history')
const history = { of: 'history' } as const

/** `path reach` and who brought it. */
function places({ report }: Guarded): readonly string[] {
  return report.judged.map(({ finding: { path, reach, author } }) => `${path} ${reach} ${author?.name} ${author?.date}`).toSorted()
}

describe('a whole history', () => {
  test('names for each token the commit that brought it, its author and date, and whether the head still has it', async () => {
    const repo = new TestRepo()
    const commits = [repo.commit({ 'a.txt': github }), repo.commit({ 'a.txt': 'a', 'b.txt': stripe })]
    const guarded = await guardIn(repo.folder, { range: history })
    expect(told(guarded, commits)).toEqual(['github/pat-classic a.txt 1:1 block in 1', 'stripe/secret-key b.txt 1:1 block in 2'])
    expect(places(guarded)).toEqual(['a.txt history Ada 2026-01-01T00:01:00Z', 'b.txt tip Ada 2026-01-01T00:02:00Z'])
    expect(guarded.report.judged.map(({ finding }) => `${finding.blob}`).toSorted()).toEqual(
      [repo.git('rev-parse', `${commits[0]}:a.txt`), repo.git('rev-parse', 'HEAD:b.txt')].toSorted(),
    )
  })

  test('tells a token again at every path and commit that brings it, and not where it stood before', async () => {
    const repo = new TestRepo()
    const commits = [
      repo.commit({ 'a.txt': github }),
      repo.commit({ 'a.txt': `${github}\nmore` }),
      repo.commit({ 'copy.txt': github }),
      repo.commit({ 'a.txt': null, 'copy.txt': null }),
      repo.commit({ 'a.txt': github }),
      repo.commit({ 'a.txt': null, 'moved.txt': github, 'moved-too.txt': github }),
    ]
    expect(told(await guardIn(repo.folder, { range: history }), commits)).toEqual([
      'github/pat-classic a.txt 1:1 block in 1', 'github/pat-classic a.txt 1:1 block in 5',
      'github/pat-classic copy.txt 1:1 block in 3', 'github/pat-classic moved.txt 1:1 block in 6',
    ])
  })

  test('blames a merge for what none of its parents has, also below the commits that both have', async () => {
    const repo = new TestRepo()
    const base = repo.commit({ 'a.txt': 'top\n\n\n\nend\n' })
    repo.git('checkout', '-q', '-b', 'side')
    const side = repo.commit({ 'a.txt': `token=${github}\n\n\n\nend\n` })
    repo.git('checkout', '-q', 'main')
    const main = repo.commit({ 'a.txt': 'top\n\n\n\nfin\n' })
    repo.git('merge', '-q', '--no-commit', 'side')
    const merge = repo.commit({ 'evil.txt': `key=${stripe}\n` })
    expect(told(await guardIn(repo.folder, { range: history }), [base, side, main, merge])).toEqual([
      'github/pat-classic a.txt 1:7 block in 2', 'stripe/secret-key evil.txt 1:5 block in 4',
    ])
  })

  test('has what no ref reaches too, and says so: in commits, and in blobs that no commit has', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': 'a' })
    const lost = repo.commit({ 'leak.txt': github })
    repo.git('reset', '-q', '--hard', 'HEAD~1')
    repo.write({ 'loose.txt': stripe })
    const blob = repo.git('hash-object', '-w', 'loose.txt')
    const guarded = await guardIn(repo.folder, { range: history })
    expect(told(guarded, [lost])).toEqual([`github/pat-classic leak.txt 1:1 block in 1`, `stripe/secret-key blob:${blob} 1:1 block`])
    expect(places(guarded)).toEqual([`blob:${blob} unreachable undefined undefined`, 'leak.txt unreachable Ada 2026-01-01T00:02:00Z'])
    expect(guarded.report.unseen).toEqual([])
  })

  test('leaves out what is ignored at every path that it ever had', async () => {
    const repo = new TestRepo()
    const commits = [repo.commit({ 'vendor/a.txt': github, 'vendor/b.txt': stripe }), repo.commit({ 'own/b.txt': stripe })]
    const policy = policyOf('ignore:\n  paths: ["vendor/**"]\n')
    expect(told(await guardIn(repo.folder, { range: history, policy }), commits)).toEqual(['stripe/secret-key own/b.txt 1:1 block in 2'])
  })

  test('without attribution names the blobs', async () => {
    const repo = new TestRepo()
    repo.commit({ 'a.txt': github })
    repo.commit({ 'a.txt': `${github}\nmore` })
    const blobs = ['HEAD~1:a.txt', 'HEAD:a.txt'].map((name) => repo.git('rev-parse', name))
    const guarded = await guardIn(repo.folder, { range: history, attribution: 'none' })
    expect(told(guarded)).toEqual(blobs.map((blob) => `github/pat-classic blob:${blob} 1:1 block`).toSorted())
  })

  test('can be that of one branch, and of what is not older than a time', async () => {
    const repo = new TestRepo()
    const commits = [repo.commit({ 'a.txt': github })]
    repo.git('checkout', '-q', '-b', 'side')
    commits.push(repo.commit({ 'b.txt': stripe }))
    repo.git('checkout', '-q', 'main')
    const since = '2026-01-01T00:02:00Z'
    expect(told(await guardIn(repo.folder, { range: { of: 'commits', heads: ['main'], bases: [] } }), commits)).toEqual(['github/pat-classic a.txt 1:1 block in 1'])
    expect(told(await guardIn(repo.folder, { range: { of: 'history', since } }), commits)).toEqual(['stripe/secret-key b.txt 1:1 block in 2'])
  })

  test('in which a commit is damaged still tells of the others, before it and after', async () => {
    const repo = new TestRepo()
    const commits = [repo.commit({ 'a.txt': github }), repo.commit({ 'a.txt': 'b' }), repo.commit({ 'a.txt': 'c' }), repo.commit({ 'b.txt': stripe })]
    const lost = repo.git('rev-parse', `${commits[1]}^{tree}`)
    rmSync(join(repo.folder, '.git/objects', lost.slice(0, 2), lost.slice(2)))
    const guarded = await guardIn(repo.folder, { range: history })
    expect(told(guarded, commits)).toEqual(['github/pat-classic a.txt 1:1 block in 1', 'stripe/secret-key b.txt 1:1 block in 4'])
    expect(guarded.report.unseen).toEqual([expect.stringMatching(/^git diff-tree failed \(128\): fatal: /)])
  })

  test('that has nothing in it, and lacks a blob, is said to be unseen there', async () => {
    const repo = new TestRepo()
    const commit = repo.commit({ 'a.txt': 'a', 'b.txt': 'b' })
    repo.commit({ 'a.txt': 'c' })
    const lost = repo.git('rev-parse', `${commit}:a.txt`)
    rmSync(join(repo.folder, '.git/objects', lost.slice(0, 2), lost.slice(2)))
    const { report } = await guardIn(repo.folder, { range: history })
    expect(report).toMatchObject({ judged: [], unseen: [`a.txt in commit ${commit.slice(0, 12)}: its object is not in this clone`] })
  })

  test('of which a clone lacks blobs is said to be unseen where it does', async () => {
    const origin = new TestRepo()
    origin.commit({ 'a.txt': github })
    origin.git('config', 'uploadpack.allowFilter', 'true')
    const clone = tempFolder()
    origin.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin.folder}`, clone)
    const { report } = await guardIn(clone, { range: history })
    expect(report).toMatchObject({ judged: [], unseen: [expect.stringMatching(/^a\.txt in commit [0-9a-f]{12}: /)] })
  })
})

test('a long range of commits is told as a short one is', async () => {
  const repo = new TestRepo()
  const base = repo.commit({ 'old.txt': github })
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`many/${i}.txt`, `${i}`]))
  const commits = [repo.commit({ ...many, 'new.txt': stripe, 'old.txt': `${github}\n${stripe}` }), repo.commit({ 'new.txt': 'gone', 'old.txt': 'gone' })]
  const guarded = await guardIn(repo.folder, { range: { of: 'commits', heads: ['HEAD'], bases: [base] } })
  expect(told(guarded, commits)).toEqual(['stripe/secret-key new.txt 1:1 block in 1', 'stripe/secret-key old.txt 2:1 block in 1'])
  expect(guarded.report.stats).toMatchObject({ files: 604, commits: 2 })
  expect(guarded.gone.size).toBe(1)
})
