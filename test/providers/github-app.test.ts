import { describe, expect, test } from '@jest/globals'
import { planMigrations } from '../../src/migrate/plan.ts'
import type { RepoFacts } from '../../src/workflow.ts'
import { migrations, plan, planAll } from '../migrate/planning.ts'

const facts: RepoFacts = { owner: 'octo', name: 'shop', defaultBranch: 'main' }

function jobOf(steps: string): string {
  return `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    permissions: { contents: write }\n    steps:\n${steps}`
}

async function rightsOf(steps: string): Promise<readonly string[]> {
  const { files } = await plan(jobOf(steps), facts)
  return (files[0]?.after.match(/permission-.*/g) ?? []).map((line) => line.replace('permission-', ''))
}

test('changesets opens its pull request with the token that it is given, also where the checkout\'s one pushes', async () => {
  const steps = '      - uses: actions/checkout@v4\n      - uses: changesets/action@v1\n        env:\n          GITHUB_TOKEN: ${{ secrets.BOT_PAT }}\n'
  expect(await rightsOf(steps)).toEqual(['contents: write', 'pull-requests: write'])
})

test('renovate gets all that it asks of an App, workflows too', async () => {
  expect(await rightsOf('      - uses: renovatebot/github-action@v43\n        with:\n          token: ${{ secrets.RENOVATE_PAT }}\n')).toEqual([
    'checks: write', 'contents: write', 'issues: write', 'pull-requests: write', 'statuses: write', 'workflows: write',
  ])
})

describe('a workflow that others call', () => {
  const called = jobOf('      - uses: actions/checkout@v4\n        with:\n          repository: octo/checks\n          token: ${{ secrets.bot }}\n')
    .replace('on: push', 'on:\n  workflow_call:\n    secrets:\n      bot: { required: true }\n      app_private_key: { required: false }')
  const paths = ['.github/workflows/called.yml', '.github/workflows/caller.yml'] as const

  test.each([
    ['hand over named secrets, the App\'s key not among them', 'bot: ${{ secrets.BOT_PAT }}', called.replace(/ +app_private_key.*\n/, ''), 'report'],
    ['hand over the App\'s key too', 'bot: ${{ secrets.BOT_PAT }}', called, 'rewrite'],
    ['hand over all they have', 'inherit', called.replace(/ {4}secrets:\n(?: {6}.*\n)+/, ''), 'rewrite'],
  ])('gets the login to the App only where its callers hand over its key: they %s', async (_, secrets, text, action) => {
    const caller = `on: push\njobs:\n  go:\n    uses: ./.github/workflows/called.yml\n    secrets:${secrets === 'inherit' ? ' inherit' : `\n      ${secrets}`}\n`
    const { items } = await planMigrations({ workflows: [{ path: paths[0], text }, { path: paths[1], text: caller }], migrations, facts })
    expect(items.find(({ path }) => path === paths[0])).toMatchObject({ secret: 'BOT', action, target: 'github/token' })
  })
})

test.each([
  ['removes a label', '--remove-label "needs triage"', 'rewrite', 'the job\'s own token does it'],
  ['adds a label', '--add-label bug', 'rewrite', 'waits for the `issues` events'],
  ['does what cannot be seen', '', 'rewrite', 'waits for the `issues` events'],
])('gh that %s starts another workflow or none', async (_, flags, action, reason) => {
  const text = jobOf(`      - run: gh issue edit 1 --repo octo/shop ${flags}\n        env:\n          GH_TOKEN: \${{ secrets.BOT_PAT }}\n`).replace('--repo octo/shop ', flags === '' ? '' : '--repo octo/shop ')
  const other = 'on: { issues: { types: [labeled] } }\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n'
  const { items } = await planMigrations({ workflows: [{ path: '.github/workflows/a.yml', text }, { path: '.github/workflows/b.yml', text: other }], migrations, facts })
  expect(items).toMatchObject([{ action, reason: expect.stringContaining(reason) }])
})

test.each([
  ['is built from', '      - run: sudo apt-get -y update && node --version && make -C theirs VERSION=${{ steps.version.outputs.x }}\n', ['contents: read']],
  ['is changed', '      - run: cd theirs && git commit -am x && git push\n', ['contents: write']],
  ['is changed by a script that says so', '      - run: ./theirs/bin/publish-docs\n', ['contents: write']],
  ['is handed to an action that nobody knows', '      - uses: acme/build@v1\n        with: { folder: theirs }\n', ['contents: read']],
  ['is handed to an action that pushes', '      - uses: stefanzweifel/git-auto-commit-action@v5\n        with: { repository: theirs }\n', ['contents: write']],
])('another repository that %s', async (_, steps, rights) => {
  const checkout = '      - uses: actions/checkout@v4\n        with:\n          repository: octo/other\n          path: theirs\n          token: ${{ secrets.BOT_PAT }}\n'
  expect(await rightsOf(checkout + steps)).toEqual(rights)
})

test.each([
  ['create-comment', 'labeled', 'the job\'s own token does it'],
  ['create-comment, add-labels', 'labeled', 'waits for the `issues` events'],
  ['remove-labels', 'labeled', 'the job\'s own token does it'],
  ['remove-labels', 'unlabeled', 'waits for the `issues` events'],
  ['do-something-new', 'labeled', 'waits for the `issues` events'],
])('a helper that does %s starts what waits for issues to be %s, or not', async (actions, type, reason) => {
  const text = jobOf(`      - uses: actions-cool/issues-helper@v3\n        with:\n          actions: ${actions}\n          token: \${{ secrets.BOT_PAT }}\n`)
  const other = `on: { issues: { types: [${type}] } }\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n`
  const { items } = await planMigrations({ workflows: [{ path: '.github/workflows/a.yml', text }, { path: '.github/workflows/b.yml', text: other }], migrations, facts })
  expect(items).toMatchObject([{ action: 'rewrite', reason: expect.stringContaining(reason) }])
})

const CURL = 'curl -X POST -H "Accept: application/json" \\\n            -H "Authorization: Bearer TOKEN" \\\n            https://api.github.com/repos/REPO/dispatches -d \'{"ref":"main"}\'\n'

test.each([
  ['repository_dispatch elsewhere', CURL.replace('REPO', 'octo/site'), /owner: octo\n +repositories: site\n +permission-contents: write\n[^]*Bearer \$\{\{ steps\.app-token\.outputs\.token \}\}"/],
  ['workflow_dispatch elsewhere', CURL.replace('REPO', 'octo/site/actions/workflows/a.yml'), /permission-actions: write/],
  ['workflow_dispatch here', CURL.replace('REPO', '${{ github.repository }}/actions/workflows/a.yml'), /permissions: \{ contents: write, actions: write \}[^]*Bearer \$\{\{ secrets\.GITHUB_TOKEN \}\}"/],
  ['repository_dispatch here by name', CURL.replace('REPO', 'octo/shop'), /permissions: \{ contents: write \}[^]*Bearer \$\{\{ secrets\.GITHUB_TOKEN \}\}"/],
])('a call of %s by curl gets the token that may', async (_, script, expected) => {
  for (const [token, env] of [['${{ secrets.SITE_PAT }}', ''], ['$TOKEN', '        env:\n          TOKEN: ${{ secrets.SITE_PAT }}\n']] as const) {
    const { files } = await plan(jobOf(`      - run: |\n          ${script.replace('TOKEN', token)}${env}`), facts)
    const after = files[0]?.after ?? ''
    const given = / TOKEN: (.*)\n/.exec(after)?.[1] ?? ''
    expect(after.replace('$TOKEN', given)).toMatch(expected)
  }
})

test.each([
  ['to two repositories', `${CURL.replace('REPO', 'octo/site')}          ${CURL.replace('REPO', 'octo/docs')}`],
  ['for more than a start', CURL.replace('REPO/dispatches', 'octo/site/issues')],
  ['with a name and a password', CURL.replace('-H "Authorization: Bearer TOKEN"', '-u "octo:TOKEN"').replace('REPO', 'octo/site')],
])('calls %s are reported', async (_, script) => {
  const { items, files } = await plan(jobOf(`      - run: |\n          ${script.replaceAll('TOKEN', '${{ secrets.SITE_PAT }}')}`), facts)
  expect(files).toEqual([])
  expect(items).toMatchObject([{ action: 'report', target: 'github/token' }])
})

const RELEASED = 'on: { release: { types: [published] } }\n'
const BRANCHES = 'on: { push: { branches: [main] } }\n'
const TAGS = 'on: { push: { tags: [v*] } }\n'

test.each([
  ['a draft that is published', 'run: gh release edit v1 --draft=false', RELEASED, 'waits for the `release` events'],
  ['the tag of a draft that is published', 'run: gh release edit v1 --draft=false', TAGS, 'waits for the `push` events'],
  ['no edit that leaves a release as public as it was', 'run: gh release edit v1 --latest', RELEASED, 'the job\'s own token does it'],
  ['the tag of a new release', 'uses: softprops/action-gh-release@v2', TAGS, 'waits for the `push` events'],
  ['no tag where branches alone are named', 'uses: softprops/action-gh-release@v2', BRANCHES, 'the job\'s own token does it'],
  ['no draft', 'uses: softprops/action-gh-release@v2\n        with: { draft: true }', RELEASED, 'the job\'s own token does it'],
  ['no draft that a command makes', 'run: gh release create v1 --draft', RELEASED, 'the job\'s own token does it'],
])('of releases another workflow hears of %s', async (_, step, other, reason) => {
  const text = jobOf(`      - ${step}\n        env:\n          GITHUB_TOKEN: \${{ secrets.BOT_PAT }}\n`)
  const listener = `${other}jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n`
  const { items } = await planMigrations({ workflows: [{ path: '.github/workflows/a.yml', text }, { path: '.github/workflows/b.yml', text: listener }], migrations, facts })
  expect(items).toMatchObject([{ action: 'rewrite', reason: expect.stringContaining(reason) }])
})

test('a pull request goes to the repository that was checked out into its folder', async () => {
  const steps = '      - uses: actions/checkout@v4\n        with:\n          repository: club/bugs\n          path: bugs\n      - uses: peter-evans/create-pull-request@v7\n        with:\n          path: ./bugs/\n          token: ${{ secrets.BOT_PAT }}\n'
  const { files } = await plan(jobOf(steps), facts)
  expect(files[0]?.after.match(/owner: .*|repositories: .*/g)).toEqual(['owner: club', 'repositories: bugs'])
})

test('what rebases a pull request starts its checks again', async () => {
  const steps = '      - uses: cirrus-actions/rebase@1.8\n        env:\n          GITHUB_TOKEN: ${{ secrets.BOT_PAT }}\n'
  expect((await plan(jobOf(steps), facts)).items).toMatchObject([{ action: 'rewrite', reason: expect.stringContaining('starts no checks there') }])
})

describe('pages', () => {
  test.each([
    ['a personal token, in this repository', 'peaceiris/actions-gh-pages@v3', 'personal_token: ${{ secrets.PAGES }}', /github_token: \$\{\{ secrets\.GITHUB_TOKEN \}\}/],
    ['a key of the other action, whose token is there by default', 'JamesIves/github-pages-deploy-action@v4', 'ssh-key: ${{ secrets.PAGES }}\n          branch: pages', /branch: pages/],
    ['a personal token, in another repository', 'peaceiris/actions-gh-pages@v3', 'personal_token: ${{ secrets.PAGES }}\n          external_repository: octo/site', /repositories: site[^]*personal_token: \$\{\{ steps\.app-token/],
    ['a token, in another repository', 'JamesIves/github-pages-deploy-action@v4', 'token: ${{ secrets.PAGES_PAT }}\n          repository-name: octo/site', /repositories: site[^]* {10}token: \$\{\{ steps\.app-token/],
  ])('with %s', async (_, action, inputs, expected) => {
    const { files } = await plan(jobOf(`      - uses: ${action}\n        with:\n          ${inputs}\n`), facts)
    expect(files[0]?.after).toMatch(expected)
    expect(files[0]?.after).not.toMatch(/secrets\.PAGES/)
  })

  test('a key for another repository stays what it is', async () => {
    const { items } = await planAll(jobOf('      - uses: peaceiris/actions-gh-pages@v3\n        with:\n          deploy_key: ${{ secrets.PAGES }}\n          external_repository: octo/site\n'), facts)
    expect(items).toMatchObject([{ target: 'ssh/advice', action: 'advice' }])
  })
})

test('what releases charts takes the token of the job by a variable of its own', async () => {
  const steps = '      - uses: helm/chart-releaser-action@v1\n        env:\n          CR_TOKEN: ${{ secrets.CHARTS }}\n'
  const { files } = await plan(jobOf(steps), facts)
  expect(files[0]?.after).toContain('CR_TOKEN: ${{ secrets.GITHUB_TOKEN }}')
})
