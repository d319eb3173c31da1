import { expect, test } from '@jest/globals'
import { alternativesOf } from '../../src/migrate/alternatives.ts'
import { subjectsOf } from '../../src/migrate/subjects.ts'
import { FACTS } from '../support/trust.ts'
import { read } from './reading.ts'

const MAIN = 'ref:refs/heads/main'
const [HEADS, TAGS] = ['ref:refs/heads/*', 'ref:refs/tags/*']

test.each<[on: string, condition: string, subjects: readonly string[]]>([
  ['push', "github.ref == 'refs/heads/main' || startsWith(github.ref, 'refs/tags/')", [MAIN, TAGS]],
  ['push', "startsWith(github.ref, 'refs/tags/v')", ['ref:refs/tags/v*']],
  ['push', "!startsWith(github.ref, 'refs/tags/')", [HEADS]],
  ['push', "!startsWith(github.ref, 'refs/tags/v')", [HEADS, TAGS]],
  ['push', "github.ref_type == 'tag'", [TAGS]],
  ['push', "github.ref_type != 'tag'", [HEADS]],
  ['push', "${{ github.ref == format('refs/heads/{0}', github.event.repository.default_branch) }}", [MAIN]],
  ['push', 'github.ref_name == github.event.repository.default_branch', [MAIN]],
  ['push', "github.ref_name == 'next'", ['ref:refs/heads/next', 'ref:refs/tags/next']],
  ['{ push: { tags: ["v*"] } }', "github.ref_name == 'v1'", ['ref:refs/tags/v1']],
  ['{ push: { branches: [main, "release/**"] } }', "github.ref_name == 'release/1'", ['ref:refs/heads/release/1']],
  ['workflow_dispatch', "github.ref_name == 'next'", ['ref:refs/heads/next']],
  ['[push, pull_request]', "github.event_name == 'pull_request' || github.ref == 'refs/heads/main'", ['pull_request', MAIN]],
  ['[push, pull_request]', "(github.event_name == 'push' && (github.ref == 'refs/heads/main' || github.ref == 'refs/heads/next')) && always()", [MAIN, 'ref:refs/heads/next']],
  ['{ push: { branches: [main, next] } }', "startsWith(github.ref, 'refs/heads/n')", ['ref:refs/heads/next']],
  ['push', "contains(github.ref, 'a || b') && github.ref == 'refs/heads/main'", [MAIN]],
  ['push', "github.ref_type == 'tag' && startsWith(github.ref, 'refs/heads/')", [HEADS, TAGS]],
  ['merge_group', 'always()', ['ref:refs/heads/gh-readonly-queue/*']],
])('on %s with the condition %s', (on, condition, subjects) => {
  const { workflow: { jobs: [job] } } = read(`on: ${on}\njobs:\n  a:\n    if: ${JSON.stringify(condition)}\n    runs-on: x\n    steps: [{ run: make }]\n`)
  expect(job === undefined ? [] : subjectsOf({ job }, FACTS).map(({ context }) => context)).toEqual(subjects)
})

test('the environment decides before any condition', () => {
  const { workflow: { jobs: [job] } } = read("on: push\njobs:\n  a:\n    if: github.ref == 'refs/heads/main'\n    environment: 'prod:eu/1'\n    runs-on: x\n    steps: [{ run: make }]\n")
  expect(job === undefined ? [] : subjectsOf({ job }, FACTS)).toEqual([{ context: 'environment:prod%3Aeu/1', exact: 'exact' }])
})

test('a condition with more ways than anybody writes is followed in part, and takes no time', () => {
  const many = Array.from({ length: 12 }, (_, i) => `(a${i} || b${i})`).join(' && ')
  expect(alternativesOf(many).length).toBeLessThanOrEqual(64)
  expect(alternativesOf('('.repeat(3000))).toEqual([['('.repeat(3000)]])
})
