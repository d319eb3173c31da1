import { describe, expect, test } from '@jest/globals'
import { permissionBlocks } from '../../src/migrate/permissions.ts'
import type { Access, RepoFacts } from '../../src/workflow.ts'
import { read, workflowOf } from './reading.ts'

interface Given {
  readonly top?: string
  readonly job?: string
  readonly steps?: string
  readonly facts?: RepoFacts
  readonly scope?: string
  readonly access?: Access
}

/** The keys that job `a` gets when it needs an id-token (or what is told). */
function keys({ top = '', job = '', steps = '- run: make\n', facts = {}, scope = 'id-token', access = 'write' }: Given): unknown {
  const { workflow } = read(workflowOf({ top, job, steps }))
  const granted = permissionBlocks(workflow.jobs.map((one) => ({ change: 'needs-permission', job: one, scope, access })), facts)
  return granted.blocks.get('a') ?? 'as it is'
}

describe('a job that has permissions', () => {
  test.each([
    ['its own', { job: 'permissions:\n  contents: read\n' }, { 'id-token': 'write' }],
    ['none of its own', { job: 'permissions: {}\n' }, { 'id-token': 'write' }],
    ['all of them', { job: 'permissions: write-all\n' }, 'as it is'],
    ['what it needs', { job: 'permissions:\n  id-token: write\n' }, 'as it is'],
    ['less than it needs', { job: 'permissions:\n  packages: read\n', scope: 'packages' }, { packages: 'write' }],
    ['more than it needs', { job: 'permissions:\n  packages: write\n', scope: 'packages', access: 'read' as const }, 'as it is'],
    ['its own beside the workflow\'s', { top: 'permissions:\n  issues: write\n', job: 'permissions:\n  contents: read\n' }, { 'id-token': 'write' }],
    ['the workflow\'s', { top: 'permissions:\n  contents: read\n  issues: write\n' }, { contents: 'read', issues: 'write', 'id-token': 'write' }],
    ['the workflow\'s, which suffice', { top: 'permissions: write-all\n' }, 'as it is'],
  ])('%s', (_, given, expected) => {
    expect(keys(given)).toEqual(expected)
  })

  test('to read everything keeps what its steps read, since a block replaces them all', () => {
    expect(keys({ job: 'permissions: read-all\n', steps: '- uses: actions/checkout@v4\n- run: gh pr list\n  env: { GH_TOKEN: "${{ github.token }}" }\n' })).toEqual({ contents: 'read', 'pull-requests': 'read', 'id-token': 'write' })
    expect(keys({ job: 'permissions: read-all\n', scope: 'packages', access: 'read' })).toBe('as it is')
  })

  test('to read everything keeps all of it where a step is not known', () => {
    expect(keys({ job: 'permissions: read-all\n', steps: '- uses: acme/thing@v1\n' })).toMatchObject({ contents: 'read', issues: 'read', statuses: 'read', 'id-token': 'write' })
  })
})

describe('a job without any keeps what its steps need:', () => {
  test.each([
    ['a checkout', '- uses: actions/checkout@v4\n', { contents: 'read', 'id-token': 'write' }],
    ['a checkout with a token of its own', '- uses: actions/checkout@v4\n  with: { token: "${{ secrets.PAT }}" }\n', { 'id-token': 'write' }],
    ['nothing', '- run: make\n', { 'id-token': 'write' }],
    ['a known action', '- uses: peter-evans/create-pull-request@v7\n', { contents: 'write', 'pull-requests': 'write', 'id-token': 'write' }],
    ['gh with the job\'s token', '- run: gh release upload v1 f\n  env: { GH_TOKEN: "${{ github.token }}" }\n', { contents: 'write', 'id-token': 'write' }],
    ['gh with another token', '- run: gh release upload v1 f\n  env: { GH_TOKEN: "${{ secrets.PAT }}" }\n', { 'id-token': 'write' }],
    ['a push', '- uses: actions/checkout@v4\n- run: git push\n', { contents: 'write', 'id-token': 'write' }],
    ['a push without credentials', '- uses: actions/checkout@v4\n  with: { persist-credentials: false }\n- run: git push\n', { contents: 'read', 'id-token': 'write' }],
    ['an image to GitHub\'s registry', '- uses: docker/login-action@v3\n  with: { registry: ghcr.io, password: "${{ secrets.GITHUB_TOKEN }}" }\n', { packages: 'write', 'id-token': 'write' }],
    ['a login by command', '- run: echo ${{ github.token }} | docker login ghcr.io -u x --password-stdin\n', { packages: 'write', 'id-token': 'write' }],
    ['a push of changesets with what the checkout left', '- uses: actions/checkout@v4\n- uses: changesets/action@v1\n  env: { GITHUB_TOKEN: "${{ secrets.PAT }}" }\n', { contents: 'write', 'id-token': 'write' }],
    ['a package with the job\'s token for what its scripts do', '- run: npm publish\n  env: { GITHUB_TOKEN: "${{ secrets.GITHUB_TOKEN }}" }\n', { contents: 'write', 'id-token': 'write' }],
    ['an unknown action that downloads artifacts', '- uses: acme/gh-actions/download-artifacts@v1\n', { contents: 'read', actions: 'read', 'id-token': 'write' }],
    ['changesets that name pull requests', '- run: yarn changeset version\n  env: { GITHUB_TOKEN: "${{ secrets.GITHUB_TOKEN }}" }\n', { contents: 'read', 'pull-requests': 'read', 'id-token': 'write' }],
    ['a bot that remembers where it stopped', '- uses: actions/stale@v9\n', { actions: 'write', issues: 'write', 'pull-requests': 'write', 'id-token': 'write' }],
    ['a bot that deletes branches', '- uses: actions/stale@v8\n  with: { delete-branch: true }\n', { contents: 'write', issues: 'write', 'pull-requests': 'write', 'id-token': 'write' }],
    ['a bot that goes through issues', '- uses: actions-cool/issues-helper@v3\n  with: { actions: close-issues }\n', { issues: 'write', 'id-token': 'write' }],
    ['a bot that comments on whatever it is given', '- uses: actions-cool/issues-helper@v3\n  with: { actions: "create-comment, close-issue" }\n', { issues: 'write', 'pull-requests': 'write', 'id-token': 'write' }],
    ['a bot that locks issues only', '- uses: dessant/lock-threads@v5\n  with: { process-only: issues }\n', { issues: 'write', 'id-token': 'write' }],
    ['a bot that locks issues and pull requests', '- uses: dessant/lock-threads@v5\n  with: { process-only: "issues, prs" }\n', { issues: 'write', 'pull-requests': 'write', 'id-token': 'write' }],
    ['a bot that locks whatever it is told', '- uses: dessant/lock-threads@v5\n  with: { process-only: "${{ inputs.what }}" }\n', { issues: 'write', 'pull-requests': 'write', discussions: 'write', 'id-token': 'write' }],
    ['a push beside another token for gh', '- uses: actions/checkout@v4\n- run: git push\n  env: { GH_TOKEN: "${{ secrets.PAT }}" }\n', { contents: 'write', 'id-token': 'write' }],
    ['a release that pushes with what the checkout left', '- uses: actions/checkout@v4\n- run: npx semantic-release\n  env: { GH_TOKEN: "${{ secrets.PAT }}" }\n', { contents: 'write', 'id-token': 'write' }],
    ['a release with a token alone', '- uses: actions/checkout@v4\n  with: { persist-credentials: false }\n- run: npx semantic-release\n  env: { GH_TOKEN: "${{ secrets.PAT }}" }\n', { contents: 'read', 'id-token': 'write' }],
    ['charts with a variable of the action\'s own', '- uses: helm/chart-releaser-action@v1\n  env: { CR_TOKEN: "${{ github.token }}" }\n', { contents: 'write', 'id-token': 'write' }],
    ['a changelog that names authors', '- run: yarn changeset version --snapshot next\n  env: { GITHUB_TOKEN: "${{ github.token }}" }\n', { contents: 'read', 'pull-requests': 'read', 'id-token': 'write' }],
    ['an action that tags what it publishes', '- uses: actions/checkout@v4\n- uses: brandedoutcast/publish-nuget@v2\n', { contents: 'write', 'id-token': 'write' }],
    ['an action that publishes to GitHub\'s npm registry', '- uses: JS-DevTools/npm-publish@v4\n  with: { token: "${{ github.token }}", registry: "https://npm.pkg.github.com" }\n', { packages: 'write', 'id-token': 'write' }],
    ['an action that publishes crates', '- uses: katyo/publish-crates@v2\n', { contents: 'read', 'id-token': 'write' }],
    ['a package to GitHub\'s NuGet registry', '- run: dotnet nuget push a.nupkg --source https://nuget.pkg.github.com/octo/index.json -k ${{ github.token }}\n', { packages: 'write', 'id-token': 'write' }],
    ['a package to a source named before', '- run: dotnet nuget add source https://nuget.pkg.github.com/octo/index.json -n github -p ${{ github.token }}\n- run: dotnet nuget push a.nupkg --source github -k ${{ github.token }}\n', { packages: 'write', 'id-token': 'write' }],
    ['packages restored from there', '- run: dotnet nuget add source https://nuget.pkg.github.com/octo/index.json -n github -p ${{ github.token }}\n- run: dotnet restore\n', { packages: 'read', 'id-token': 'write' }],
    ['a package to the source of setup-dotnet', '- uses: actions/setup-dotnet@v4\n  with: { source-url: "https://nuget.pkg.github.com/octo/index.json" }\n  env: { NUGET_AUTH_TOKEN: "${{ github.token }}" }\n- run: dotnet nuget push a.nupkg\n', { packages: 'write', 'id-token': 'write' }],
    ['a package to nuget.org beside it', '- uses: actions/setup-dotnet@v4\n  with: { source-url: "https://nuget.pkg.github.com/octo/index.json" }\n  env: { NUGET_AUTH_TOKEN: "${{ github.token }}" }\n- run: dotnet nuget push a.nupkg -s https://api.nuget.org/v3/index.json -k x\n', { 'id-token': 'write' }],
    ['a gem to GitHub\'s registry', '- run: |\n    printf -- ":github: Bearer ${GITHUB_TOKEN}" > ~/.gem/credentials\n    gem push --key github --host https://rubygems.pkg.github.com/octo a.gem\n  env: { GITHUB_TOKEN: "${{ github.token }}" }\n', { packages: 'write', 'id-token': 'write' }],
    ['a deployment with the server of setup-java', '- uses: actions/setup-java@v4\n- run: mvn -B deploy\n  env: { GITHUB_TOKEN: "${{ github.token }}" }\n', { packages: 'write', 'id-token': 'write' }],
    ['a package to GitHub\'s npm registry', '- run: npm publish\n  env: { NODE_AUTH_TOKEN: "${{ github.token }}" }\n', { packages: 'write', 'id-token': 'write' }],
  ])('%s', (_, steps, expected) => {
    expect(keys({ steps })).toEqual(expected)
  })

  test('a deployment is not known to go to GitHub where another server was set up too', () => {
    const steps = '- uses: actions/setup-java@v4\n- uses: actions/setup-java@v4\n  with: { server-id: central }\n- run: mvn -B deploy\n  env: { GITHUB_TOKEN: "${{ github.token }}" }\n'
    expect(keys({ steps })).toMatchObject({ deployments: 'write', packages: 'write' })
  })

  test.each([
    ['a registry that a variable names', 'env: { REG: ghcr.io }\n', '- uses: docker/login-action@v3\n  with: { registry: "${{ env.REG }}", password: "${{ github.token }}" }\n'],
    ['a registry that is told at run time, with the job\'s token', '', '- uses: docker/login-action@v3\n  with: { registry: "${{ inputs.reg }}", password: "${{ github.token }}" }\n'],
    ['a login by command', 'env: { REG: ghcr.io }\n', '- run: echo ${{ github.token }} | docker login $REG -u x --password-stdin\n'],
  ])('%s', (_, job, steps) => {
    expect(keys({ job, steps })).toEqual({ packages: 'write', 'id-token': 'write' })
  })

  test.each([
    ['the token', '- run: ./release.sh\n  env: { GITHUB_TOKEN: "${{ github.token }}" }\n', './release.sh'],
    ['it under another name', '- run: make\n  env: { TOKEN: "${{ secrets.GITHUB_TOKEN }}" }\n', 'make'],
    ['it, and is an action', '- uses: acme/thing@v1\n  with: { token: "${{ github.token }}" }\n', 'acme/thing'],
    ['nothing, but acts by its name', '- uses: acme/comment-on-pr@v1\n', 'acme/comment-on-pr'],
    ['a script that tells too little', '- uses: actions/github-script@v7\n  with: { script: await github.graphql(x) }\n', 'actions/github-script'],
  ])('what nobody knows and is handed %s keeps all it may have had, for a person to narrow', (_, steps, what) => {
    const { workflow } = read(workflowOf({ steps }))
    const granted = permissionBlocks(workflow.jobs.map((job) => ({ change: 'needs-permission', job, scope: 'id-token', access: 'write' })), {})
    expect(granted).toMatchObject({ assumed: [expect.stringContaining(`what \`${what}\` does with its token is not known`)], confirm: [expect.stringContaining(what)] })
    expect(keys({ steps })).toMatchObject({ contents: 'write', issues: 'write', models: 'read', 'id-token': 'write' })
    expect(keys({ steps, facts: { defaultPermissions: 'read' } })).toEqual({ contents: 'read', packages: 'read', 'id-token': 'write' })
  })

  test.each([
    ['read', { contents: 'read', packages: 'read', 'id-token': 'write' }],
    ['write', { contents: 'write', issues: 'write', models: 'read', 'id-token': 'write' }],
  ] as const)('where it cannot be told, all of the repository\'s default, %s', (defaultPermissions, expected) => {
    expect(keys({ steps: '- uses: acme/comment-on-pr@v1\n', facts: { defaultPermissions } })).toMatchObject(expected)
  })

  test('an unknown action that is handed nothing is taken to need nothing, and that is said', () => {
    const { workflow } = read(workflowOf({ steps: '- uses: acme/thing@v1\n' }))
    const granted = permissionBlocks(workflow.jobs.map((job) => ({ change: 'needs-permission', job, scope: 'id-token', access: 'write' })), {})
    expect(granted).toMatchObject({ assumed: [expect.stringContaining('`acme/thing` is not given')] })
  })
})
