import { describe, expect, test } from '@jest/globals'
import { scriptNeeds } from '../../src/migrate/api-use.ts'
import { migrated, plan } from './planning.ts'
import { read, workflowOf } from './reading.ts'

describe('a script of actions/github-script', () => {
  test.each([
    ['await github.rest.issues.createComment({ ...context.repo, body })', 'subject:write'],
    ['const { data } = await github.pulls.get(context.repo)', 'pull-requests:read'],
    ['await github.paginate(github.rest.repos.listReleases, context.repo)', 'contents:read'],
    ['core.setOutput("a", context.sha)', ''],
    ['// github.graphql would do\nawait github.rest.git.createRef({})', 'contents:write'],
    ['fetchNothing("https://github.com/${{ github.repository }}")', ''],
    ['const text = "see https://github.com/octo/.github/blob/main/RULES.md"', ''],
    ['await github.graphql(`query($o: String!) { repository(owner: $o, name: "x") { issues(first: 1) { totalCount } } }`, {})', 'contents:read issues:read'],
    ['const ask = `query Found($q: String!) { search(query: $q, type: ISSUE, first: 1) { issueCount } }`\nawait github.graphql(ask, {})', 'issues:read pull-requests:read'],
  ])('%s needs %s', (script, needs) => {
    expect(scriptNeeds(script)?.needs).toBe(needs)
  })

  test.each([
    'await require("./tool.js")({ github, context })',
    'await github.graphql(query)',
    'await github.graphql(`mutation { addStar(input: {}) { clientMutationId } }`)',
    'await github.graphql(`query { organization(login: "x") { id } }`)',
    'const a = `query { repository(owner: "x", name: "y") { id } }`\nawait github.graphql(a)\nawait github.graphql(b)',
    'const a = `query { repository(owner: "${owner}", name: "y") { id } }`\nawait github.graphql(a)',
    'const { graphql } = github',
    'await github.request("GET /user")',
    'await run(github)',
    'await github.rest.nothing.known()',
    'exec.exec("git push")',
  ])('%s cannot be seen into', (script) => {
    expect(scriptNeeds(script)).toBeUndefined()
  })
})

const SCRIPT = '- uses: actions/github-script@v7\n  with:\n    github-token: ${{ secrets.BOT_PAT }}\n    script: |\n      await github.rest.issues.addLabels(x)\n'

describe('what is done to a subject needs the scope of what the workflow is about', () => {
  test.each([
    ['issues', ['issues']],
    ['pull_request_target', ['pull-requests']],
    ['[issues, pull_request]', ['issues', 'pull-requests']],
    ['issue_comment', ['issues', 'pull-requests']],
  ])('on %s', (event, scopes) => {
    const { workflow } = read(workflowOf({ steps: SCRIPT }).replace('on: push', `on: ${event}`))
    expect(Object.keys(workflow.jobs[0]?.steps[0]?.token.needs?.permissions ?? {}).toSorted()).toEqual(scopes)
  })
})

test('a script that stays in its repository gets the token of the job; one that names another does not', async () => {
  expect(await migrated(workflowOf({ steps: SCRIPT }))).toContain('github-token: ${{ secrets.GITHUB_TOKEN }}')
  const away = workflowOf({ steps: SCRIPT.replace('addLabels(x)', "addLabels({ owner: 'octo', repo: 'other' })") })
  expect((await plan(away)).items).toMatchObject([{ reason: expect.stringContaining('`other`') }])
  expect(await migrated(away)).not.toContain('secrets.GITHUB_TOKEN')
})

test('a token that stays in one place of a file stays in all', async () => {
  const steps = `${SCRIPT}- run: ./tool\n  env:\n    GH_TOKEN: \${{ secrets.BOT_PAT }}\n`
  const { files, items } = await plan(workflowOf({ steps }))
  expect(files).toEqual([])
  expect(items).toMatchObject([{ secret: 'BOT_PAT', action: 'report', reason: expect.stringContaining('./tool') }])
})

describe('gh api', () => {
  test.each([
    ['gh api repos/${{ github.repository }}/branches/next', { contents: 'read' }],
    ['gh api -X POST repos/$GITHUB_REPOSITORY/issues/1/comments -f body=hello', { issues: 'write', 'pull-requests': 'write' }],
    ['gh api --method GET "repos/{owner}/{repo}/pulls" -f state=open', { 'pull-requests': 'read' }],
    ['gh api repos/octo/other/branches', undefined],
    ['gh api graphql -f query=x', undefined],
  ])('%s', (run, permissions) => {
    const steps = `- run: ${run}\n  env:\n    GH_TOKEN: \${{ github.token }}\n`
    expect(read(workflowOf({ steps })).workflow.jobs[0]?.steps[0]?.token.needs?.permissions).toEqual(permissions)
  })
})

describe('what pushes with the token of the checkout keeps the right to', () => {
  test.each([
    ['npm run release', 'push', 'write'],
    ['npx semantic-release', 'push', 'write'],
    ['npx lerna publish from-package', 'push', undefined],
    ['make all && git push', 'push', 'write'],
    ['npm run release', 'release', undefined],
    ['npm publish', 'push', undefined],
  ])('%s on %s', (run, event, access) => {
    const { workflow } = read(workflowOf({ steps: `- uses: actions/checkout@v4\n- run: ${run}\n` }).replace('on: push', `on: ${event}`))
    expect(workflow.jobs[0]?.steps[1]?.token.needs?.permissions['contents']).toBe(access)
  })
})

test.each([
  ['yarn semantic-release', { contents: 'write', issues: 'write', 'pull-requests': 'write' }],
  ['dotnet nuget push a.nupkg --source https://nuget.pkg.github.com/octo/index.json', { packages: 'write' }],
  ['dotnet nuget push a.nupkg --source https://example.org', {}],
])('%s with the token of the job needs %j', (run, permissions) => {
  const { workflow } = read(workflowOf({ steps: `- run: ${run}\n  env:\n    GITHUB_TOKEN: \${{ github.token }}\n` }))
  expect(workflow.jobs[0]?.steps[0]?.token.needs?.permissions).toEqual(permissions)
})
