import { describe, expect, test } from '@jest/globals'
import { planMigrations } from '../../src/migrate/plan.ts'
import { migrations, refusals } from './planning.ts'
import { workflowOf } from './reading.ts'

const facts = { owner: 'octo', name: 'shop', defaultBranch: 'main' }
const CALLEE = '.github/workflows/deploy.yml'
const CALLER = '.github/workflows/main.yml'
const LOGIN = '- uses: actions/checkout@v4\n- uses: aws-actions/configure-aws-credentials@v4\n  with:\n    aws-access-key-id: ${{ secrets.id }}\n    aws-secret-access-key: ${{ secrets.key }}\n    aws-region: eu-west-1\n'
const called = workflowOf({ steps: LOGIN }).replace('on: push\n', 'on:\n  workflow_call:\n    inputs: { stage: { type: string } }\n    secrets:\n      id: { required: true }\n      key: { required: true }\n      other: { required: false }\n')
const caller = 'on: push\njobs:\n  go:\n    uses: ./.github/workflows/deploy.yml\n    secrets:\n      id: ${{ secrets.AWS_ID }}\n      key: ${{ secrets.AWS_KEY }}\n'

function planned(files: Readonly<Record<string, string>>): ReturnType<typeof planMigrations> {
  return planMigrations({ workflows: Object.entries(files).map(([path, text]) => ({ path, text })), migrations, facts })
}

describe('a workflow that others call', () => {
  test('is rewritten with those that call it: they grant what it needs and hand over nothing', async () => {
    const { files, items } = await planned({ [CALLEE]: called, [CALLER]: caller })
    expect(files.map(({ path }) => path)).toEqual([CALLEE, CALLER])
    const [callee, calling] = files.map(({ after }) => after)
    expect(callee).toContain('    secrets:\n      other: { required: false }\n')
    expect(callee).toContain('role-to-assume')
    expect(calling).toBe('on: push\njobs:\n  go:\n    uses: ./.github/workflows/deploy.yml\n    permissions:\n      contents: read\n      id-token: write\n')
    expect(items.map(({ path, secret, action }) => `${path.slice(18)} ${secret} ${action}`)).toEqual([
      'deploy.yml ID rewrite', 'deploy.yml KEY rewrite', 'main.yml AWS_ID rewrite', 'main.yml AWS_KEY rewrite',
    ])
    expect(items.every(({ edits }) => edits.length > 0)).toBe(true)
    for (const { after } of files) expect(refusals(after)).toEqual([])
    const again = await planned(Object.fromEntries(files.map(({ path, after }) => [path, after])))
    expect(again.files).toEqual([])
  })

  test('that takes all secrets of its callers leaves them as they are but for the permissions', async () => {
    const inherits = 'on: push\npermissions:\n  contents: read\njobs:\n  go:\n    uses: ./.github/workflows/deploy.yml\n    secrets: inherit\n'
    const { files, items } = await planned({ [CALLEE]: called.replace(/ {4}secrets:\n(?: {6}.*\n)+/, ''), [CALLER]: inherits })
    expect(files.find(({ path }) => path === CALLER)?.after).toBe(inherits.replace('deploy.yml\n', 'deploy.yml\n    permissions:\n      contents: read\n      id-token: write\n'))
    const own = items.filter(({ path }) => path === CALLER)
    expect(own.map(({ secret, action, edits }) => [secret, action, edits.length])).toEqual([['ID', 'rewrite', 1], ['KEY', 'rewrite', 1]])
  })

  test.each([
    ['by its full name on the default branch', 'Octo/shop/.github/workflows/deploy.yml@main', 'rewrite'],
    ['at a tag', 'octo/shop/.github/workflows/deploy.yml@v1', 'report'],
    ['in another repository', 'octo/other/.github/workflows/deploy.yml@main', 'report'],
  ])('and is called %s', async (_, calls, action) => {
    const { items } = await planned({ [CALLEE]: called, [CALLER]: caller.replace('./.github/workflows/deploy.yml', calls) })
    expect(items.map((item) => item.action)).toEqual(items.map(() => action))
  })

  test('is changed through a workflow between', async () => {
    const middle = 'on:\n  workflow_call:\n    secrets:\n      a: { required: true }\n      b: { required: true }\njobs:\n  go:\n    uses: ./.github/workflows/deploy.yml\n    secrets:\n      id: ${{ secrets.a }}\n      key: ${{ secrets.b }}\n'
    const top = caller.replace('deploy.yml', 'middle.yml').replace('id:', 'a:').replace('key:', 'b:')
    const { files, items } = await planned({ [CALLEE]: called, [CALLER]: top, '.github/workflows/middle.yml': middle })
    expect(files.map(({ after }) => /secrets\.|required: true/.test(after))).toEqual([false, false, false])
    expect(files.map(({ after }) => after.includes('id-token: write'))).toEqual([true, true, true])
    expect(items.map(({ action }) => action)).toEqual(items.map(() => 'rewrite'))
    for (const { after } of files) expect(refusals(after)).toEqual([])
  })

  test.each([
    ['what its callers gave, where a step may use it', '- run: ./deploy\n  env: { GITHUB_TOKEN: "${{ github.token }}" }\n', { contents: 'read', 'id-token': 'write', issues: 'write' }],
    ['what its steps need, and no more than its callers gave', '- run: gh release upload v1 f && gh issue close 1\n  env: { GITHUB_TOKEN: "${{ github.token }}" }\n', { contents: 'read', 'id-token': 'write', issues: 'write' }],
  ])('keeps %s', async (_, steps, block) => {
    const gives = caller.replace('deploy.yml\n', 'deploy.yml\n    permissions:\n      contents: read\n      issues: write\n')
    const { files, proposals } = await planned({ [CALLEE]: called + steps.replaceAll(/^/gm, '      ').trimEnd() + '\n', [CALLER]: gives })
    const written = /permissions:\n((?: {6}.+\n)+)/.exec(files.find(({ path }) => path === CALLEE)?.after ?? '')?.[1] ?? ''
    expect(Object.fromEntries(written.trim().split('\n').map((line) => line.trim().split(': ')))).toEqual(block)
    expect(proposals.flatMap(({ letter }) => letter.confirm)).toEqual([])
  })

  test('and whose callers are not at hand is reported', async () => {
    const { files, items } = await planned({ [CALLEE]: called })
    expect(files).toEqual([])
    expect(items.map(({ action, reason }) => `${action} ${reason}`)).toEqual(items.map(() => expect.stringMatching(/^report Not rewritten: other workflows call/)))
  })

  test('keeps the secrets that it still reads for something else', async () => {
    const still = called.replace('    steps:\n', '    steps:\n      - run: ./sign "${{ secrets.key }}"\n')
    const { files, items } = await planned({ [CALLEE]: still, [CALLER]: caller })
    expect(files).toEqual([])
    expect(items.filter(({ path }) => path === CALLER).map(({ action }) => action)).toEqual(['report', 'report'])
  })
})
