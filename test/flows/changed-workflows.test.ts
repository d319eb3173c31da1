import { expect, test } from '@jest/globals'
import { stillThere } from '../../src/flows/changed-workflows.ts'
import { watchedJobs } from '../../src/flows/watched-jobs.ts'
import { hostedWith } from './hosted.ts'

const PATH = '.github/workflows/w.yml'

function workflow(...jobs: readonly string[]): string {
  return `on: push\njobs:\n${jobs.map((job) => `  ${job}:\n    steps: [{ run: ${job} }]\n`).join('')}`
}

test.each([
  ['has both', workflow('a', 'b'), ['a', 'b']],
  ['lost one', workflow('b'), ['b']],
  ['lost the file', undefined, []],
  ['cannot be read', 'jobs: [', ['a', 'b']],
])('of two migrated jobs those count that are there still: a branch that %s', async (_, text, left) => {
  const watched = watchedJobs(PATH, { before: undefined, after: workflow('a', 'b') })
  const hosted = hostedWith({ listAt: async () => (text === undefined ? [] : [{ path: PATH, blob: 'x' }]), blob: async () => text ?? '' })
  expect((await stillThere(hosted, { ref: 'main', watched })).map(({ job }) => job)).toEqual(left)
})
