import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { letter } from '../../src/migrate/letter.ts'
import { hunksOf } from '../../src/migrate/diff.ts'
import { planMigrations } from '../../src/migrate/plan.ts'
import type { Migration } from '../../src/workflow.ts'
import { migrations, PATH, plan, refusals } from './planning.ts'
import { workflowOf } from './reading.ts'

const facts = { owner: 'octo', name: 'shop', defaultBranch: 'main', subClaimPrefix: 'repo:octo/shop' }

const AWS = '- uses: aws-actions/configure-aws-credentials@v4\n  with:\n    aws-access-key-id: ${{ secrets.AWS_ID }}\n    aws-secret-access-key: ${{ secrets.AWS_KEY }}\n    aws-region: eu-west-1\n'
const NPM = '- uses: actions/setup-node@v4\n  with: { node-version: 24 }\n- run: npm publish\n  env:\n    NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n'
const GHCR = '- uses: docker/login-action@v3\n  with:\n    registry: ghcr.io\n    username: octo\n    password: ${{ secrets.GHCR_TOKEN }}\n'

describe('several providers in one job', () => {
  test('each get a pull request of their own, and all edits go together', async () => {
    const { files, proposals } = await plan(workflowOf({ steps: `${AWS}${NPM}${GHCR}- run: docker push ghcr.io/octo/shop\n` }), facts)
    expect(proposals.map(({ provider, branch }) => `${provider} ${branch}`)).toEqual(['aws mayfly/aws-role', 'github mayfly/github-token', 'npm mayfly/npm-trusted-publishing'])
    expect(files[0]?.after).toContain('    permissions:\n      id-token: write\n      packages: write\n')
    const left = proposals.map((one) => ['AWS_KEY', 'NPM_TOKEN', 'GHCR_TOKEN'].filter((name) => one.files[0]?.after.includes(name)))
    expect(left).toEqual([['NPM_TOKEN', 'GHCR_TOKEN'], ['AWS_KEY', 'NPM_TOKEN'], ['AWS_KEY', 'GHCR_TOKEN']])
    expect(files[0]?.after).not.toMatch(/AWS_KEY|NPM_TOKEN|GHCR_TOKEN/)
    for (const one of proposals) expect(refusals(one.files[0]?.after ?? '')).toEqual([])
  })

  test('what one cannot have, the others still get', async () => {
    const steps = `${AWS}- run: npm dist-tag add a@1 latest\n  env:\n    NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}\n`
    const { items, files } = await plan(workflowOf({ steps }), facts)
    expect(items.map(({ secret, action }) => `${secret} ${action}`)).toEqual(['AWS_ID rewrite', 'AWS_KEY rewrite', 'NPM_TOKEN advice'])
    expect(files[0]?.after).toContain('secrets.NPM_TOKEN')
  })
})

test.each([
  ['https://github.com', ['AWS_ID rewrite', 'AWS_KEY rewrite', 'NPM_TOKEN rewrite']],
  ['https://git.example', ['AWS_ID rewrite', 'AWS_KEY rewrite', 'NPM_TOKEN report']],
])('on %s, whose tokens not every vendor takes', async (server, expected) => {
  const { items } = await plan(workflowOf({ steps: AWS + NPM }), { ...facts, server })
  expect(items.map(({ secret, action }) => `${secret} ${action}`)).toEqual(expected)
})

test('a variable that only passed the key on goes with it, one that is read elsewhere keeps it', async () => {
  const passing = AWS.replaceAll(/secrets\.AWS_(ID|KEY)/g, 'env.MY_$1')
  const top = 'env:\n  MY_ID: ${{ secrets.AWS_ID }}\n  MY_KEY: ${{ secrets.AWS_KEY }}\n  OTHER: 1\n'
  const { files } = await plan(workflowOf({ top, steps: passing }), facts)
  expect(files[0]?.after).toContain('env:\n  OTHER: 1\n')
  const { items } = await plan(workflowOf({ top, steps: `${passing}- run: ./deploy $MY_KEY\n` }), facts)
  expect(items.map(({ action, reason }) => [action, reason])).toEqual(items.map(() => ['report', expect.stringContaining('variable `MY_KEY`')]))
  expect(items).toHaveLength(2)
})

test('what a migration knows and does not settle is reported', async () => {
  const forgetful: Migration = { id: 'acme/none', title: 'none', consumes: (flow) => ({ flow, as: 'any' }), plan: () => [], retire: () => [] }
  const { items } = await planMigrations({ workflows: [{ path: PATH, text: workflowOf({ steps: NPM }) }], migrations: [forgetful], facts })
  expect(items).toMatchObject([{ secret: 'NPM_TOKEN', action: 'report', reason: expect.stringContaining('does not understand') }])
})

test('the letter names where a secret is still used', async () => {
  const other = workflowOf({ steps: AWS.replace('- uses', '- id: x\n  uses') }).replace('on: push', 'on: workflow_call')
  const workflows = [{ path: PATH, text: workflowOf({ steps: AWS }) }, { path: '.github/workflows/other.yml', text: other }]
  const { proposals } = await planMigrations({ workflows, migrations, facts })
  const told = proposals.map((one) => letter(one.letter)).join('')
  expect(told).toContain('`AWS_KEY` in `.github/workflows/other.yml` line 10: Not rewritten: other workflows call')
})

test('files are planned in the order of their paths, whatever order they come in', async () => {
  const workflows = ['b', 'a', 'c'].map((name) => ({ path: `.github/workflows/${name}.yml`, text: workflowOf({ steps: AWS }) }))
  const [one, other] = await Promise.all([workflows, workflows.toReversed()].map((list) => planMigrations({ workflows: list, migrations, facts })))
  expect(JSON.stringify(one?.items)).toBe(JSON.stringify(other?.items))
  expect(one?.files.map(({ path }) => path.at(-5))).toEqual(['a', 'b', 'c'])
})

const CHECKOUTS = [
  '- uses: actions/checkout@v4\n', '# get it\n- uses: actions/checkout@v4 # v4\n', '- name: "Get: it"\n  uses: \'actions/checkout@v4\'\n',
]
const PERMISSIONS = ['permissions:\n  contents: read # least\n', 'permissions: {}\n', 'permissions: { contents: read }\n', 'permissions: read-all\n']
const ANY = [
  AWS, GHCR, NPM, AWS + NPM, GHCR + AWS, NPM.replace('- run', '# out\n- run'),
  AWS.replaceAll(/: (\$\{\{.*\}\})/g, ": '$1'"), AWS.replaceAll(/: (\$\{\{.*\}\})/g, ': "$1" # key'),
]

describe('however a workflow is written', () => {
  const mint = new Mint('workflows')
  const texts = Array.from({ length: 36 }, () => anyWorkflow(mint))

  test.each(texts.map((text, i) => [i, text] as const))('(%#) nothing else changes, and a second plan is empty', async (_, text) => {
    const { files, items } = await plan(text, facts)
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter(({ action }) => action !== 'rewrite')).toEqual([])
    const after = files[0]?.after ?? ''
    expect(refusals(after)).toEqual(refusals(text))
    expect((await plan(after, facts)).items).toEqual([])
    expect(comments(after)).toEqual(comments(text))
    expect(after.endsWith('\n')).toBe(text.endsWith('\n'))
    const crlf = (await plan(text.replaceAll('\n', '\r\n'), facts)).files[0]?.after
    expect(crlf).toBe(after.replaceAll('\n', '\r\n'))
  })
})

describe('hostile workflows', () => {
  test('of 20,000 lines are planned', async () => {
    const many = Array.from({ length: 9000 }, (_, i) => `- name: step ${i}\n  run: echo ${i}\n`).join('')
    const { files } = await plan(workflowOf({ steps: many + AWS }), facts)
    expect(hunksOf(files[0]?.before ?? '', files[0]?.after ?? '').flatMap(({ added }) => added)).toHaveLength(3)
  }, 120_000)

  test.each([
    ['a thousand variables that pass each other on', `env:\n${Array.from({ length: 300 }, (_, i) => `  V${i}: \${{ env.V${(i + 1) % 300} }}\n`).join('')}`],
    ['deep nesting', `env:\n  A: ${'['.repeat(200)}${']'.repeat(200)}\n`],
    ['a secret a thousand times', `env:\n${Array.from({ length: 1000 }, (_, i) => `  V${i}: \${{ secrets.AWS_ID }}\n`).join('')}`],
  ])('with %s are planned', async (_, top) => {
    expect((await plan(workflowOf({ top, steps: AWS }), facts)).problems).toEqual([])
  }, 120_000)
})

function comments(text: string): readonly string[] {
  return Array.from(text.matchAll(/^\s*(#.*)$/gm), (match) => match[1] ?? '')
}

/** A workflow of one to four jobs, each with some of the secrets, in any of the usual styles. */
function anyWorkflow(mint: Mint): string {
  function pick(...texts: readonly string[]): string {
    return texts[mint.below(texts.length)] ?? ''
  }
  const jobs = Array.from({ length: 1 + mint.below(4) }, (_, i) => {
    const steps = [pick(...CHECKOUTS), pick(...ANY), pick('', '- run: |\n    make # all\n\n    # done\n')]
    const permissions = pick('', ...PERMISSIONS)
    const body = `# job ${i}\nruns-on: ubuntu-latest\n${permissions}steps:\n${indent(steps.join(pick('', '\n')), mint.below(2) * 2)}`
    return `  job${i}:\n${indent(body, 4)}`
  })
  return `${pick('', '# top\n')}on: ${pick('push', '[push]', '{ push: { branches: [main] } }')}\n\njobs:\n${jobs.join(pick('', '\n'))}`.replace(/\n$/, pick('\n', ''))
}

function indent(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
}

test('of a file that says that it is generated the letter says so', async () => {
  const text = `# This file was generated by maturin\n${workflowOf({ steps: AWS })}`
  const { proposals } = await plan(text, facts)
  expect(proposals.map((one) => letter(one.letter))).toEqual([expect.stringContaining('says that it is generated')])
})

test.each([
  '# GENERATED BY ./ci.ts -- DO NOT DIRECTLY EDIT',
  '# Code generated. Do not modify!',
  '# This file was autogenerated by dist: https://opensource.axo.dev/cargo-dist/',
  '# This file is managed by terraform.\n# Changes to it will be overwritten.',
])('a file that begins with %s is reported, not edited', async (head) => {
  const { items, files } = await plan(`${head}\n${workflowOf({ steps: AWS })}`, facts)
  expect(files).toEqual([])
  expect(items.map(({ action, reason }) => [action, reason])).toEqual([
    ['report', expect.stringContaining('make the change in what it is generated from')],
    ['report', expect.stringContaining('make the change in what it is generated from')],
  ])
})

test('a job that keeps all its rights for a command that nobody knows waits for a person', async () => {
  const steps = '- run: ./release.sh\n  env: { GITHUB_TOKEN: "${{ github.token }}" }\n- uses: codecov/codecov-action@v5\n  with: { token: "${{ secrets.CODECOV_TOKEN }}" }\n'
  const [draft, sure] = await Promise.all([steps, steps.replace('./release.sh', 'gh release upload v1 f')].map(async (text) => (await plan(workflowOf({ steps: text }), facts)).proposals[0]))
  expect([draft?.state, sure?.state]).toEqual(['waits', 'ready'])
  expect(draft === undefined ? '' : letter(draft.letter)).toContain('- [ ] The `permissions:` of job `a` are narrowed to what `./release.sh` needs.')
})

test('a file whose name is not to be changed may be edited', async () => {
  const { files } = await plan(`# Do not change the name of this file: the publisher knows it.\n${workflowOf({ steps: AWS })}`, facts)
  expect(files).toHaveLength(1)
})

test.each([
  ['asks to keep its version', '# Please keep this pinned to 4.1: later ones are slow', ['The comment above `codecov/codecov-action` (line 7), which asks to keep its version, allows the newer one']],
  ['says something else', '# Tells how much is tested', []],
])('a comment above an action that %s is looked at by a person before the action gets newer', async (_, comment, confirm) => {
  const steps = `      - uses: actions/checkout@v4\n      ${comment}\n      - uses: codecov/codecov-action@v4.1\n        with:\n          token: \${{ secrets.CODECOV_TOKEN }}\n`
  const { proposals, files } = await plan(`on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`)
  expect(files[0]?.after).toContain('use_oidc: true')
  expect(proposals.flatMap(({ letter }) => letter.confirm)).toEqual(confirm)
})
