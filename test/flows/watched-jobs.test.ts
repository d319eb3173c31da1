import { describe, expect, test } from '@jest/globals'
import { retireJobs, watchedJobs } from '../../src/flows/watched-jobs.ts'

const PATH = '.github/workflows/w.yml'

function workflow(steps: string, { on = 'push', job = '', env = '' } = {}): string {
  return `on: ${on}\n${env}jobs:\n  deploy:\n${job}    runs-on: ubuntu-latest\n    steps:\n${steps}  other:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n`
}

const OLD = '      - uses: actions/checkout@v4\n      - name: Log in\n        uses: acme/login@v1\n        with: { key: a }\n      - run: |\n          make all\n          make more\n'
const NEW = OLD.replace('{ key: a }', '{ role: b }')

describe('the steps that show that a migration works', () => {
  test('are those that it changed or brought in, in the jobs that it touched', () => {
    const before = workflow(OLD)
    const after = workflow(`${NEW}      - uses: Acme/Publish@v2\n`)
    const [watched, ...more] = watchedJobs(PATH, { before, after })
    expect(more).toEqual([])
    expect([watched?.job, watched?.called, watched?.environment]).toEqual(['deploy', false, undefined])
    expect(watched?.steps.map(({ name }) => ['Log in', 'Run Acme/Publish@v2', 'Run actions/checkout@v4', 'Run make all'].filter((text) => name.test(text)))).toEqual([['Log in'], ['Run Acme/Publish@v2']])
  })

  test('are none but the job itself where only its variables changed', () => {
    const watched = watchedJobs(PATH, { before: workflow(OLD, { env: 'env: { KEY: a }\n' }), after: workflow(OLD) })
    expect(watched.map(({ job, steps }) => [job, steps])).toEqual([['deploy', []], ['other', []]])
  })

  test('are none where only permissions changed, or the file does not parse', () => {
    expect(watchedJobs(PATH, { before: workflow(OLD), after: workflow(OLD, { job: '    permissions: { id-token: write }\n' }) })).toEqual([])
    expect(watchedJobs(PATH, { before: workflow(OLD), after: 'on: push\njobs: [\n' })).toEqual([])
  })

  test.each([
    ['its id', '', ['deploy'], ['deploy2', 'a deploy']],
    ['its name', '    name: Ship it (all)\n', ['Ship it (all)'], ['deploy', 'Ship it']],
    ['an expression in its name', '    name: Ship ${{ matrix.region }} now\n', ['Ship eu now', 'Ship eu now (1, 2)'], ['Ship', 'Ship eu later']],
    ['a matrix', '    strategy: { matrix: { a: [1, 2] } }\n', ['deploy (1)', 'deploy (2, x)'], ['deploy 1']],
  ])('stand in a job that GitHub shows by %s', (_, job, shown, others) => {
    const [watched] = watchedJobs(PATH, { before: workflow(OLD, { job }), after: workflow(NEW, { job }) })
    expect(shown.filter((name) => !watched?.name.test(name))).toEqual([])
    expect(others.filter((name) => watched?.name.test(name))).toEqual([])
  })

  test('of a workflow that others call stand behind the name of the calling job', () => {
    const [watched] = watchedJobs(PATH, { before: workflow(OLD, { on: '{ workflow_call: }' }), after: workflow(NEW, { on: '{ workflow_call: }', job: '    environment: { name: prod }\n' }) })
    expect([watched?.called, watched?.name.test('release / deploy'), watched?.environment]).toEqual([true, true, 'prod'])
  })
})

test('the jobs in which old secrets end are those with a step that retires, with their environment and what they hand over', () => {
  const text = 'on: workflow_dispatch\njobs:\n  a:\n    environment: { name: prod }\n    steps:\n      - uses: acme/mayfly@v1\n        with:\n          mode: retire\n          old: |\n            KEY=${{ secrets.key }}\n            MORE=${{ secrets.MORE }}\n  b:\n    steps:\n      - run: make\n'
  const [job, ...more] = retireJobs(PATH, text)
  expect([more, job?.name.test('a'), job?.name.test('b'), job?.environment, job?.secrets]).toEqual([[], true, false, 'prod', ['KEY', 'MORE']])
  expect(retireJobs(PATH, 'jobs: [')).toEqual([])
})
