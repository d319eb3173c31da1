import { describe, expect, test } from '@jest/globals'
import { parseSource } from '../../src/migrate/source.ts'
import { read, told, workflowOf } from './reading.ts'

describe('a stored secret is followed to', () => {
  test.each([
    ['an input', '- uses: a/b@v1\n  with:\n    token: ${{ secrets.X }}\n', ['X whole → input token of a/b']],
    ['an input by its brackets', "- uses: a/b@v1\n  with: { token: \"${{ secrets['x-y'] }}\" }\n", ['X-Y whole → input token of a/b']],
    ['a part of a value', '- uses: a/b@v1\n  with:\n    args: --key=${{ secrets.X }}\n', ['X part → input args of a/b']],
    ['a choice', '- uses: a/b@v1\n  with:\n    token: ${{ secrets.X || github.token }}\n', ['X chosen → input token of a/b']],
    ['a variable of a step', '- run: make\n  env:\n    KEY: ${{ secrets.X }}\n', ['X whole → step variable KEY']],
    ['a command', '- run: |\n    echo ${{ secrets.X }}\n    echo ${{ secrets.Y }}\n', ['X part → command', 'Y part → command']],
    ['a name that is built', '- run: echo ${{ secrets[matrix.name] }}\n', ['* chosen → command']],
    ['a condition', "- if: ${{ secrets.X != '' }}\n  run: make\n", ['X chosen → jobs.a.steps.0.if']],
    ['nothing for the token of the job', '- run: gh pr list\n  env:\n    GH_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n', []],
    ['nothing in a comment', '# ${{ secrets.X }}\n- run: make # ${{ secrets.X }}\n', []],
  ])('%s', (_, steps, flows) => {
    expect(read(workflowOf({ steps })).workflow.flows.map(told)).toEqual(flows)
  })

  test('through variables at every level', () => {
    const text = workflowOf({
      top: 'env:\n  ONE: ${{ secrets.X }}\n',
      job: 'env:\n  TWO: "${{ env.ONE }}"\n',
      steps: '- uses: a/b@v1\n  env:\n    THREE: pre-${{ env.TWO }}\n  with:\n    key: ${{ env.THREE }}\n',
    })
    expect(read(text).workflow.flows.map(told)).toEqual([
      'X whole → workflow variable ONE',
      'X whole → job variable TWO by ONE',
      'X part → step variable THREE by ONE by TWO',
      'X part → input key of a/b by ONE by TWO by THREE',
    ])
  })

  test('containers, services, reusable workflows and all else', () => {
    const text = `on: push
run-name: \${{ secrets.A }}
jobs:
  a:
    runs-on: x
    container: { image: ghcr.io/o/i, credentials: { username: u, password: '\${{ secrets.B }}' } }
    services:
      db: { image: postgres, env: { PASSWORD: '\${{ secrets.C }}' } }
    outputs:
      o: \${{ secrets.D }}
    steps: [{ run: make }]
  b:
    uses: ./.github/workflows/x.yml
    secrets: { key: '\${{ secrets.E }}' }
  c:
    uses: ./.github/workflows/x.yml
    secrets: inherit
`
    expect(read(text).workflow.flows.map(told)).toEqual([
      'A whole → run-name', 'B whole → container.credentials.password of ghcr.io/o/i', 'C whole → services.db.env.PASSWORD of postgres',
      'D whole → jobs.a.outputs.o', 'E whole → call key', '* chosen → call *',
    ])
  })

  test('each place that an alias stands for', () => {
    const text = workflowOf({ steps: '- run: one\n  env: &keys\n    KEY: ${{ secrets.X }}\n- run: two\n  env: *keys\n' })
    expect(read(text).workflow.flows.map((flow) => [told(flow), flow.step?.index])).toEqual([['X whole → step variable KEY', 0], ['X whole → step variable KEY', 1]])
  })
})

test('where a variable is mentioned in its scope is told', () => {
  const steps = '- if: env.KEY != \'\'\n  run: echo $KEY ${{ secrets.KEY }}\n- uses: a/b@v1\n  with: { key: "${{ env.KEY }}" }\n- run: go\n  env: { OTHER: "${{ env.KEY }}" }\n- run: echo $KEYS ${{ secrets.KEY }}\n'
  const flow = read(workflowOf({ job: 'env:\n  KEY: ${{ secrets.KEY }}\n', steps })).workflow.flows.find(({ to }) => to.kind === 'variable')
  expect(flow?.to.kind === 'variable' ? flow.to.mentions.map((one) => `${one.in} ${one.step?.index}`) : []).toEqual(['condition 0', 'command 0', 'input 1', 'variable 2'])
})

test.each([
  ['a tag', 'a/b@v4', [4]], ['a full version', 'a/b@v4.1.2', [4, 1, 2]], ['a commit with a comment', `a/b@${'0'.repeat(40)} # v3.2.1`, [3, 2, 1]],
  ['a commit with a renovate comment', `a/b@${'0'.repeat(40)} # tag=v5`, [5]], ['a commit without one', `a/b@${'0'.repeat(40)}`, []],
  ['a branch', 'a/b@main', []], ['a branch with a version', 'a/b@release/v1', [1]], ['a folder', './x', []], ['an image', 'docker://alpine:3', []],
])('an action by %s tells its version', (_, uses, version) => {
  expect(read(workflowOf({ steps: `- uses: ${uses}\n` })).workflow.jobs[0]?.steps[0]?.uses?.version).toEqual(version)
})

test.each([
  ['text that is not YAML', 'on: push\njobs: [\n', 3], ['a key twice', 'on: push\non: pull_request\n', 2], ['a list', '- a\n', 1], ['nothing', '', 1], ['only a comment', '# later\n', 1],
  ['an alias of nothing', 'on: push\njobs: *x\n', 2],
])('%s is a problem with its line', (_, text, line) => {
  expect(parseSource('w.yml', text)).toMatchObject({ source: 'w.yml', line, message: expect.not.stringContaining('line') })
})

test('aliases that expand without end are refused, and one that holds itself', () => {
  const bomb = `${Array.from({ length: 12 }, (_, i) => `k${i}: &a${i} [${i === 0 ? 'x' : Array(10).fill(`*a${i - 1}`).join(', ')}]`).join('\n')}\n`
  for (const text of [bomb, 'a: &x\n  b: *x\n']) expect(parseSource('w.yml', text)).toHaveProperty('message')
})
