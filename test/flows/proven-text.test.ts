import { expect, test } from '@jest/globals'
import { provenText } from '../../src/flows/proven-text.ts'
import { watchedJobs } from '../../src/flows/watched-jobs.ts'
import { providers } from '../../src/providers/index.ts'

const PATH = '.github/workflows/w.yml'
const ABOUT = { owner: 'acme', name: 'shop', private: true, archived: false, defaultBranch: 'main', ownerId: 7, ownerType: 'organization', server: 'https://github.com' } as const

function textFor(provider: string): string {
  const watched = watchedJobs(PATH, { before: undefined, after: 'on: push\njobs:\n  a:\n    environment: prod\n    steps: [{ run: x }]\n  b:\n    steps: [{ run: y }]\n' })
  const times = { plannedAt: new Date(0), mergedAt: null, provenAt: null, retiredAt: null, doneAt: null }
  const migration = { repositoryId: 1, number: 2, provider, base: 'a', secrets: 'KEY,MORE', state: 'merged', ...times } as const
  return provenText({ migration, watched, providers, about: ABOUT })
}

test('a secret that can end itself is handed the workflow in which it does, a job for each environment', () => {
  const text = textFor('aws')
  expect(text).toMatch(/die by its own right[^]*retire:\n {4}runs-on: ubuntu-latest\n {4}environment: "prod"\n[^]*retire-2:\n {4}runs-on: ubuntu-latest\n {4}steps:/)
  expect(text).not.toContain('how: report')
})

test('of one that cannot, but whose provider tells, a person reads how it ends, and a workflow shows that it has', () => {
  expect(textFor('google')).toMatch(/Google.{0,40} lets no secret end itself, so a person does it:\n\n1\. .{20,}[^]*mode: retire\n {10}how: report\n {10}old: \|\n {12}KEY=\$\{\{ secrets\.KEY \}\}/)
})

test('of one of which nobody tells, a person reads how it ends, and how to say so', () => {
  const text = textFor('pypi')
  expect(text).toMatch(/tells no job whether it is dead[^]*1\. Delete the API token[^]*say so here[^]*`\/mayfly retired`\. Once it is dead, Mayfly looks/)
  expect(text).not.toContain('mode: retire')
})
