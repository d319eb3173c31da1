import { expect, test } from '@jest/globals'
import { planMigrations } from '../../src/migrate/plan.ts'
import type { RepoFacts } from '../../src/workflow.ts'
import { migrations, PATH, plan, planAll } from '../migrate/planning.ts'
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
  ['nothing listens', 'on: push', 'job'],
  ['another workflow listens to comments', 'on: issue_comment', 'app'],
  ['another workflow listens to other things that happen to comments', 'on: { issue_comment: { types: [deleted] } }', 'job'],
])('a comment in the name of the job does where %s', async (_, on, by) => {
  const other = { path: '.github/workflows/other.yml', text: `${on}\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n` }
  const { items } = await planMigrations({ workflows: [{ path: PATH, text: COMMENT }, other], migrations, facts })
  expect(items).toMatchObject([{ action: 'rewrite', reason: expect.stringContaining(by === 'app' ? `${other.path}\` waits for the` : 'the job\'s own token does it') }])
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
  ['another', 'octo/website', 'rewrite'],
  ['one that only the run knows', '${{ inputs.repository }}', 'report'],
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
  expect((await plan(text, facts)).items.filter(({ provider }) => provider === 'github')).toEqual([])
})

test('a registry login waits for a person, a step that needs nothing set up does not', async () => {
  const login = 'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container: { image: ghcr.io/octo/box, credentials: { username: x, password: "${{ secrets.CR_PAT }}" } }\n    steps:\n      - run: make\n'
  const states = await Promise.all([login, COMMENT].map(async (text) => (await plan(text, facts)).proposals.map(({ state }) => state)))
  expect(states).toEqual([['waits'], ['ready']])
})

test.each([
  ['goreleaser as a command with a tap', 'goreleaser release', { '.goreleaser.yaml': 'brews:\n  - name: shop\n' }, 'report'],
  ['electron-builder for its own repository', 'npx electron-builder --publish always', { 'package.json': '{"build":{"publish":{"owner":"octo","repo":"shop"}}}' }, 'rewrite'],
  ['electron-builder that says nothing', 'npx electron-builder --publish always', {}, 'rewrite'],
  ['electron-builder for another one', 'npx electron-builder -p always', { 'electron-builder.yml': 'publish:\n  provider: github\n  repo: shop-releases\n' }, 'report'],
])('%s', async (_, run, files: Readonly<Record<string, string>>, action) => {
  const text = `on: { push: { tags: ['v*'] } }\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n        env: { GITHUB_TOKEN: '\${{ secrets.BOT_PAT }}' }\n`
  expect((await plan(text, { ...facts, files: async (path) => files[path] })).items).toMatchObject([{ action }])
})

test.each([
  ['is set as a remote for a program that pushes', 'git remote set-url origin https://git:$TOKEN@github.com/$GITHUB_REPOSITORY && npx gh-pages -d out', 'write'],
  ['is fetched from', 'pip install git+https://x:$TOKEN@github.com/octo/lib.git', 'read'],
  ['is cloned and pushed to', 'git clone https://x:$TOKEN@github.com/octo/lib && cd lib && git push', 'write'],
])('a repository in an address that %s', async (_, run, access) => {
  const { files } = await plan(`on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n        env: { TOKEN: '\${{ secrets.BOT_PAT }}' }\n`, facts)
  expect(files[0]?.after).toContain(`permission-contents: ${access}`)
})

test.each([
  ['several repositories', 'git clone https://x:$TOKEN@github.com/octo/a && git clone https://x:$TOKEN@github.com/octo/b'],
  ['all of an owner', 'git config --global url."https://x:$TOKEN@github.com/".insteadOf https://github.com/'],
  ['the wiki', 'git clone https://x:$TOKEN@github.com/octo/shop.wiki.git'],
  ['the API too', 'git clone https://x:$TOKEN@github.com/octo/a && curl -H "Authorization: token $TOKEN" https://api.github.com/user'],
])('a token in addresses of %s is reported', async (_, run) => {
  const { items } = await plan(`on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          ${run}\n        env: { TOKEN: '\${{ secrets.BOT_PAT }}' }\n`, facts)
  expect(items).toMatchObject([{ action: 'report' }])
})

function jobOf(steps: string, more = ''): string {
  return `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps}`
}

function dispatch(repository: string): string {
  return `      - uses: peter-evans/repository-dispatch@v3\n        with:\n          token: \${{ secrets.BOT_PAT }}\n          repository: ${repository}\n`
}

test('a job logs in to the App once for the repositories of each owner', async () => {
  const { files } = await plan(jobOf([dispatch('octo/website'), dispatch('club/docs'), dispatch('octo/blog')].join('')), facts)
  const after = files[0]?.after ?? ''
  expect(after.match(/id: app-token.*|repositories: .*|token: .*outputs.*/g)).toEqual([
    'id: app-token', 'repositories: website,blog', 'token: ${{ steps.app-token.outputs.token }}',
    'id: app-token-2', 'repositories: docs', 'token: ${{ steps.app-token-2.outputs.token }}',
    'token: ${{ steps.app-token.outputs.token }}',
  ])
})

test('where the same token goes where nobody knows what it does, none of its steps is rewritten', async () => {
  const text = jobOf(`${dispatch('octo/website')}        env: { PERSONAL_KEY: '\${{ secrets.BOT_PAT }}' }\n`)
  expect((await plan(text, facts)).items).toMatchObject([{ action: 'report', reason: expect.stringMatching(/^The same token stays in use on line \d+[:,]/) }])
})

test('an App that the repository uses already is used, and nothing but its rights must be seen to', async () => {
  const text = `${jobOf(dispatch('octo/website'))}  b:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/create-github-app-token@v2\n        with:\n          app-id: \${{ vars.OUR_APP }}\n          private-key: \${{ secrets.OUR_KEY }}\n`
  const { files, proposals } = await plan(text, facts)
  expect(files[0]?.after.match(/app-id: .*|client-id: .*|private-key: .*/g)).toEqual(['app-id: ${{ vars.OUR_APP }}', 'private-key: ${{ secrets.OUR_KEY }}', 'app-id: ${{ vars.OUR_APP }}', 'private-key: ${{ secrets.OUR_KEY }}'])
  expect(proposals).toMatchObject([{ state: 'waits', letter: { variables: [], trust: [{ title: 'a GitHub App with `contents: write` on `octo/website`' }] } }])
})

test.each([
  ['a variable of the job', jobOf('      - run: gh issue list --repo octo/website\n', '    env: { GH_TOKEN: "${{ secrets.GH_PAT }}" }\n')],
  ['a choice', jobOf(dispatch('octo/website').replace('secrets.BOT_PAT', 'secrets.BOT_PAT || github.token'))],
])('where no step can hand the token on it is reported: %s', async (_, text) => {
  expect((await plan(text, facts)).items).toMatchObject([{ action: 'report', reason: expect.stringContaining('A GitHub App\'s token would be short-lived.') }])
})

test('what is rewritten to an App plans nothing but a word about its key', async () => {
  const { files } = await plan(jobOf(dispatch('octo/website')), facts)
  const again = await planAll(files[0]?.after ?? '', facts)
  expect([again.files, again.items.map(({ secret, action, target }) => [secret, action, target])]).toEqual([[], [['APP_PRIVATE_KEY', 'advice', 'github/app-key']]])
})

test.each([
  ['a script is given a token by that name', '      - run: ./publish --key ${{ secrets.DEV_BUILD_GITHUB_TOKEN }}\n', 'github/token'],
  ['an action is given it by an input of its own', '      - uses: octo/lighthouse@v1\n        with: { accessToken: "${{ secrets.CHECK_PAT }}" }\n', 'github/token'],
  ['it is for pull requests', '      - uses: octo/size@v1\n        with: { comment_token: "${{ secrets.COMMENT_TOKEN }}" }\n', 'github/token'],
  ['who takes it is another provider', '      - run: npm publish\n        env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_PAT }}" }\n', 'npm/trusted-publishing'],
])('a name is a hint where nobody knows better: %s', async (_, step, target) => {
  expect((await planAll(jobOf(step), facts)).items).toMatchObject([{ target }])
})

test('a script that asks for a run and then reads it needs the wider right', async () => {
  const script = 'const there = { owner: "octo", repo: "website" }\n            await github.rest.actions.createWorkflowDispatch({ owner: "octo", repo: "website" })\n            await github.rest.actions.listWorkflowRuns(there)'
  const text = jobOf(`      - uses: actions/github-script@v7\n        with:\n          github-token: \${{ secrets.BOT_PAT }}\n          script: |\n            ${script}\n`)
  expect((await plan(text, facts)).files[0]?.after).toContain('permission-actions: write')
})

test('changesets pushes with what the checkout left behind, and opens its pull request with a token that may', async () => {
  const steps = '      - uses: actions/checkout@v4\n      - uses: changesets/action@v1\n        env:\n          GITHUB_TOKEN: ${{ secrets.BOT_PAT }}\n'
  const { files } = await plan(jobOf(steps).replace('permissions: {}\n', ''), facts)
  expect(files[0]?.after.match(/permission-.*/g)).toEqual(['permission-contents: write', 'permission-pull-requests: write'])
})

test.each([
  ['a site of another repository', '      - uses: peaceiris/actions-gh-pages@v4\n        with:\n          deploy_key: ${{ secrets.DEPLOY_KEY }}\n          external_repository: octo/website\n', 'ssh/advice advice'],
  ['a site that JamesIves\' action pushes', '      - uses: JamesIves/github-pages-deploy-action@v4\n        with: { ssh-key: "${{ secrets.DEPLOY_KEY }}", folder: site }\n', 'github/token rewrite'],
  ['a personal token for a repository by its name', '      - uses: JamesIves/github-pages-deploy-action@v4\n        with: { token: "${{ secrets.BOT_PAT }}", folder: site, repository-name: octo/website }\n', 'github/token rewrite'],
  ['a program\'s own name for it', '      - run: smokeshow upload out\n        env: { SMOKESHOW_GITHUB_TOKEN: "${{ secrets.SMOKESHOW }}" }\n', 'github/token report'],
  ['an action\'s own variable', '      - uses: helm/chart-releaser-action@v1.7.0\n        env: { CR_TOKEN: "${{ secrets.CHARTS }}" }\n', 'github/token rewrite'],
  ['npm of GitHub Packages', '      - uses: actions/setup-node@v4\n        with: { registry-url: https://npm.pkg.github.com }\n      - run: npm publish\n        env: { NPM_TOKEN: "${{ secrets.TOKEN }}" }\n', 'github/token rewrite'],
  ['an action as an image', '      - uses: docker://chinthakagodawita/autoupdate-action:v1\n        env: { GITHUB_TOKEN: "${{ secrets.BOT }}" }\n', 'github/token rewrite'],
])('who takes it decides: %s', async (_, step, expected) => {
  expect((await planAll(jobOf(step), facts)).items.map(({ target, action }) => `${target} ${action}`)).toEqual([expected])
})

test('what is pushed to another repository by its name needs a token that reaches it', async () => {
  const step = '      - uses: JamesIves/github-pages-deploy-action@v4\n        with: { token: "${{ secrets.BOT_PAT }}", folder: site, repository-name: octo/website }\n'
  expect((await plan(jobOf(step), facts)).files[0]?.after).toContain('repositories: website')
})

const CALLED = jobOf(dispatch('octo/website').replace('BOT_PAT', 'token')).replace('on: push\n', 'on:\n  workflow_call:\n    secrets:\n      token: { required: true }\n')

test.each([
  ['one after the other', '{ token: "${{ secrets.BOT_PAT }}" }', 'report'],
  ['all of them', 'inherit', 'rewrite'],
])('a called workflow has the key of the App only if it is handed it: secrets %s', async (_, secrets, action) => {
  const caller = `on: push\npermissions: { contents: read }\njobs:\n  go:\n    uses: ./${PATH}\n    secrets: ${secrets}\n`
  const { items } = await planMigrations({ workflows: [{ path: PATH, text: CALLED }, { path: '.github/workflows/main.yml', text: caller }], migrations, facts })
  expect(items.find(({ path }) => path === PATH)).toMatchObject({ secret: 'TOKEN', action })
})

test('a name that conditions ask for stays where it is; the token beside it goes', async () => {
  const text = 'on: push\nenv:\n  GHCR_USERNAME: ${{ secrets.GHCR_USERNAME }}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    permissions: { contents: read }\n    steps:\n      - if: env.GHCR_USERNAME != \'\'\n        uses: docker/login-action@v3\n        with:\n          registry: ghcr.io\n          username: ${{ secrets.GHCR_USERNAME }}\n          password: ${{ secrets.GHCR_TOKEN }}\n      - run: docker push ghcr.io/octo/shop\n'
  const { items, files } = await planAll(text, { owner: 'octo', name: 'shop' })
  expect(items).toMatchObject([{ secret: 'GHCR_TOKEN', action: 'rewrite', target: 'github/token' }])
  expect(files[0]?.after).toBe(text.replace('secrets.GHCR_TOKEN', 'secrets.GITHUB_TOKEN').replace('permissions: { contents: read }', 'permissions: { contents: read, packages: write }'))
})
