import { expect, test } from '@jest/globals'
import { planMigrations } from '../../src/migrate/plan.ts'
import type { RepoFacts } from '../../src/workflow.ts'
import { migrations, PATH, plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'

testReadme('github')

const facts: RepoFacts = { owner: 'octo', name: 'shop', defaultBranch: 'main' }

const COMMENT = `on: { pull_request_target: { types: [closed] } }
jobs:
  thank:
    runs-on: ubuntu-latest
    steps:
      - uses: peter-evans/create-or-update-comment@v4
        with:
          token: \${{ secrets.BOT_PAT }}
          issue-number: 1
          body: thank you
`

test.each([
  ['nothing listens', 'on: push', 'rewrite'],
  ['another workflow listens to comments', 'on: issue_comment', 'report'],
  ['another workflow listens to other things that happen to comments', 'on: { issue_comment: { types: [deleted] } }', 'rewrite'],
])('a comment in the name of the job does where %s', async (_, on, action) => {
  const other = { path: '.github/workflows/other.yml', text: `${on}\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n` }
  const { items } = await planMigrations({ workflows: [{ path: PATH, text: COMMENT }, other], migrations, facts })
  expect(items).toMatchObject([{ action, reason: expect.stringContaining(action === 'report' ? other.path : '') }])
})

const RELEASE = `on: { push: { tags: ['v*'] } }
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: goreleaser/goreleaser-action@v6
        env:
          GITHUB_TOKEN: \${{ secrets.GORELEASER_PAT }}
`

test.each([
  ['its configuration names a tap', async (path: string) => (path === '.goreleaser.yaml' ? 'builds: []\nbrews:\n  - name: shop\n' : undefined), 'report'],
  ['its configuration names none', async (path: string) => (path === '.goreleaser.yaml' ? 'builds: []\n' : undefined), 'rewrite'],
  ['its configuration is not at hand', undefined, 'report'],
])('goreleaser does with the job\'s own token where %s', async (what, files, action) => {
  expect(what).not.toBe('')
  expect((await plan(RELEASE, { ...facts, ...(files === undefined ? {} : { files }) })).items).toMatchObject([{ action }])
})

test.each([
  ['its own by an expression', '${{ github.repository }}', 'rewrite'],
  ['its own by name', 'octo/shop', 'rewrite'],
  ['its own by a variable', '$REPO', 'rewrite'],
  ['another', 'octo/website', 'report'],
])('gh is followed to the repository that it names: %s', async (_, repo, action) => {
  const text = `on: { schedule: [{ cron: '0 4 * * 1' }] }
permissions: {}
jobs:
  a:
    runs-on: ubuntu-latest
    env: { REPO: '\${{ github.repository }}' }
    steps:
      - run: gh issue list --repo ${repo}
        env:
          GH_TOKEN: \${{ secrets.GH_PAT }}
`
  expect((await plan(text, facts)).items).toMatchObject([{ action }])
})

test('a variable that no login to the registry reads is none of ours', async () => {
  const text = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: cosign sign --key env://SIGNING ghcr.io/octo/shop\n        env:\n          SIGNING: ${{ secrets.SIGNING }}\n'
  expect((await plan(text, facts)).items).toEqual([])
})

test('a registry login waits for a person, a step that needs nothing set up does not', async () => {
  const login = 'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container: { image: ghcr.io/octo/box, credentials: { username: x, password: "${{ secrets.CR_PAT }}" } }\n    steps:\n      - run: make\n'
  const states = await Promise.all([login, COMMENT].map(async (text) => (await plan(text, facts)).proposals.map(({ state }) => state)))
  expect(states).toEqual([['waits'], ['ready']])
})
