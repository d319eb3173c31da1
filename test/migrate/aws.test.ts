import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { migrated, plan, refusals } from './planning.ts'
import { workflowOf } from './reading.ts'

const STEP = `      - uses: aws-actions/configure-aws-credentials@v4
        with:
          # who may deploy
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}   # the key
          aws-secret-access-key: '\${{ secrets.AWS_SECRET_ACCESS_KEY }}'
          aws-region: eu-west-1
`

const WORKFLOW = `# deploys the site
name: deploy
on:
  push:
    branches: [ main ]   # flow style stays

jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${STEP}      - run: "aws s3 sync ./site s3://bucket"
  lint:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v4
    - run: make lint
`

describe('a workflow that logs in with static AWS keys', () => {
  test('gets a role, and no other line changes', async () => {
    const after = await migrated(WORKFLOW)
    const [kept, gone] = [WORKFLOW, after].map((text) => text.split('\n').map((line) => line.trimEnd()))
    expect(gone?.filter((line) => !kept?.includes(line)).map((line) => line.trim())).toEqual([
      'permissions:', 'contents: read', 'id-token: write', 'role-to-assume: ${{ vars.AWS_ROLE_ARN }}',
    ])
    expect(kept?.filter((line) => !gone?.includes(line)).map((line) => line.trim())).toEqual([
      expect.stringMatching(/^aws-access-key-id:/), expect.stringMatching(/^aws-secret-access-key:/),
    ])
    expect(after).not.toMatch(/secrets\.AWS/)
    expect(after).toContain('branches: [ main ]   # flow style stays')
    expect(after).toContain('# deploys the site\n')
  })

  test('is clean for GitHub\'s own parser, and asks for an id-token in its own job alone', async () => {
    const after = await migrated(WORKFLOW)
    expect(refusals(after)).toEqual([])
    const jobs: Record<string, { permissions?: Record<string, string> }> = parse(after).jobs
    expect(jobs['deploy']?.permissions).toMatchObject({ 'id-token': 'write', contents: 'read' })
    expect(jobs['lint']?.permissions).toBeUndefined()
  })

  test('is planned the same again, and a second time not at all', async () => {
    const after = await migrated(WORKFLOW)
    expect(await migrated(WORKFLOW)).toBe(after)
    expect(await plan(after)).toMatchObject({ files: [], items: [], problems: [] })
  })

  test.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['no final newline', (text: string) => text.replace(/\n$/, '')],
    ['steps less indented', (text: string) => text.replaceAll(/^ {6}(.*)$/gm, '    $1')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('written with %s gets the same change, and stays so', async (_, write) => {
    const after = await migrated(write(WORKFLOW))
    expect(after).not.toMatch(/secrets\.AWS/)
    expect(parse(after.replace(/^\uFEFF/, ''))).toEqual(parse(await migrated(WORKFLOW)))
    expect(after.includes('\r\n') ? after.replaceAll('\r\n', '') : after.replaceAll('\n', '')).not.toMatch(/[\r\n]/)
    expect(after.endsWith('\n')).toBe(write(WORKFLOW).endsWith('\n'))
  })

  test('keeps what the job was already allowed', async () => {
    const after = await migrated(WORKFLOW.replace('    runs-on: ubuntu-latest\n', '    permissions:\n      packages: write   # images\n    runs-on: ubuntu-latest\n'))
    expect(parse(after).jobs.deploy.permissions).toMatchObject({ packages: 'write', 'id-token': 'write' })
    expect(after).toContain('packages: write   # images')
  })
})

describe('keys in the environment', () => {
  const ENV = `env:
  AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
  AWS_SECRET_ACCESS_KEY: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
  AWS_REGION: eu-west-1
`

  test.each([
    ['of the workflow', `on: push\n${ENV}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: aws s3 ls\n`],
    ['of a job', `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${ENV.replaceAll(/^/gm, '    ').trimEnd()}\n    steps:\n      - uses: actions/checkout@v4\n      - run: aws s3 ls\n`],
    ['of a step', `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: aws s3 ls\n${ENV.replaceAll(/^/gm, '        ').trimEnd()}\n`],
  ])('%s become a login step before the first use', async (_, text) => {
    const after = await migrated(text)
    const steps: { uses?: string; run?: string; with?: object }[] = parse(after).jobs.a.steps
    const login = steps.findIndex(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials@'))
    expect(login).toBeGreaterThan(-1)
    expect(login).toBeLessThan(steps.findIndex(({ run }) => run === 'aws s3 ls'))
    expect(after).not.toMatch(/secrets\.AWS|AWS_SECRET_ACCESS_KEY/)
    expect(refusals(after)).toEqual([])
  })

  test.each([
    ['a mirror that programs are fetched from', 'curl -LO https://storage.googleapis.com/kubernetes-release/release/v1.30.0/bin/linux/amd64/kubectl'],
    ['a server of the job', 'curl --retry 5 http://localhost:3000/health'], ['another registry', 'docker pull rg.fr-par.scw.cloud/octo/shop'],
  ])('%s beside them is no store that they could be for', async (_, command) => {
    const { items } = await plan(`on: push\n${ENV}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n      - run: aws s3 ls\n`)
    expect(items.map(({ action }) => action)).toEqual(['rewrite', 'rewrite'])
  })

  test.each([
    ['for a store that is not AWS\'s', 'aws s3 ls --endpoint-url https://minio.example'],
    ['for one whose host has more than stores', 's3cmd --host=s3.fr-par.scw.cloud ls'],
    ['that a container gets without a session token', 'docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY image'],
  ])('%s are reported with a reason and left alone', async (_, command) => {
    const text = `on: push\n${ENV}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n`
    const { items, files } = await plan(text)
    expect(files).toEqual([])
    expect(items.every(({ action }) => action !== 'rewrite')).toBe(true)
    for (const { reason } of items) expect(reason).not.toBe('')
  })
})

test.each([
  ['nothing stored', 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n'],
  ['a role already', 'on: push\npermissions:\n  id-token: write\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v4\n        with:\n          role-to-assume: ${{ vars.ROLE }}\n          aws-region: eu-west-1\n'],
  ['only the token of the job', 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: gh pr list\n        env:\n          GH_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n'],
])('a workflow with %s is left alone', async (_, text) => {
  expect(await plan(text)).toMatchObject({ items: [], files: [], proposals: [] })
})

test('a file that is no YAML is a problem with a place, and the others are planned', async () => {
  const { problems, files } = await plan('on: push\njobs: [\n')
  expect([problems.length, files.length]).toEqual([1, 0])
  expect(problems[0]).toMatchObject({ source: '.github/workflows/w.yml', line: expect.any(Number), column: expect.any(Number) })
})

test.each([
  ['are passed over', 'true', ['true', 'true', 'true']],
  ['count', 'false', ['false', 'true']],
])('a login fails like the steps that need it: where their failures %s', async (_, said, expected) => {
  const steps = `- run: aws s3 ls\n  continue-on-error: ${said}\n  env: &keys\n    AWS_ACCESS_KEY_ID: \${{ secrets.A }}\n    AWS_SECRET_ACCESS_KEY: \${{ secrets.B }}\n    AWS_REGION: eu-west-1\n- run: aws s3 cp a s3://b\n  continue-on-error: true\n  env:\n    AWS_ACCESS_KEY_ID: \${{ secrets.A }}\n    AWS_SECRET_ACCESS_KEY: \${{ secrets.B }}\n    AWS_REGION: eu-west-1\n`.replace(' &keys', '')
  const after = await migrated(workflowOf({ steps }))
  expect((after.match(/continue-on-error: .*/g) ?? []).map((line) => line.slice(19))).toEqual(expected)
  expect(refusals(after)).toEqual([])
})
