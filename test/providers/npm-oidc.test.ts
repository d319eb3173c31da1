import { describe, expect, test } from '@jest/globals'
import { letter } from '../../src/migrate/letter.ts'
import { NPM_HOST } from '../../src/lib/npm-host.ts'
import type { RepoFacts } from '../../src/workflow.ts'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'

testReadme('npm')

interface Given {
  readonly run: string
  readonly variable?: string
  readonly setup?: string
  readonly job?: string
}

function publish({ run, variable = 'NODE_AUTH_TOKEN', setup = 'node-version: 24', job = '' }: Given): string {
  return `on: push
jobs:
  publish:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          ${setup}
          registry-url: https://${NPM_HOST}
      - run: ${run}
        env:
          ${variable}: \${{ secrets.NPM_TOKEN }}
`
}

function repository(files: Readonly<Record<string, string>>): RepoFacts {
  return { owner: 'octo', name: 'shop', files: async (path) => files[path] }
}

function manifest(data: object): RepoFacts {
  return repository({ 'package.json': JSON.stringify(data) })
}

describe('what publishes is looked up in the repository', () => {
  test.each([
    ['a script that calls npm publish', 'npm run ship', manifest({ scripts: { ship: 'tsc && npm publish --access public' } }), 'rewrite', ''],
    ['a script that calls an old lerna', 'npm run ship', manifest({ scripts: { ship: 'lerna publish' }, devDependencies: { lerna: '^8.1.0' } }), 'report', 'lerna 9.0'],
    ['a script that calls a new lerna', 'npm run ship', manifest({ scripts: { ship: 'lerna publish' }, devDependencies: { lerna: '^9.0.0' } }), 'rewrite', ''],
    ['an old semantic-release', 'npx semantic-release', manifest({ devDependencies: { 'semantic-release': '^24.2.0' } }), 'report', '24.2'],
    ['a new semantic-release', 'npx semantic-release', manifest({ devDependencies: { 'semantic-release': '25.0.1' } }), 'rewrite', ''],
    ['an old plugin of it', 'npx semantic-release', manifest({ devDependencies: { 'semantic-release': '25', '@semantic-release/npm': '12.0.2' } }), 'report', '13.1'],
    ['release-it, which asks who it is', 'npm run ship', manifest({ scripts: { ship: 'release-it --ci' }, devDependencies: { 'release-it': '^19' } }), 'report', 'skipChecks'],
    ['release-it behind scripts of workspaces', 'npm run release', manifest({ scripts: { release: 'npm run release --workspaces' }, devDependencies: { 'release-it': '^19' } }), 'report', 'skipChecks'],
    ['release-it that asks nothing', 'npx release-it --ci', manifest({ 'release-it': { npm: { skipChecks: true } } }), 'rewrite', ''],
    ['release-it that is told to ask nothing', 'npx release-it --ci --npm.skipChecks', manifest({}), 'rewrite', ''],
    ['a script in a repository of Yarn 1', 'yarn release', repository({ 'yarn.lock': '# yarn lockfile v1\n' }), 'report', 'Yarn 1'],
    ['a script that calls changeset twice', 'pnpm ship', manifest({ scripts: { ship: 'changeset version && changeset publish' } }), 'rewrite', ''],
    ['a registry of its own', 'npm publish', manifest({ publishConfig: { registry: 'https://npm.example.com/' } }), 'advice', 'npm.example.com'],
    ['GitHub\'s registry by its scope', 'npm publish', repository({ 'package.json': '{"name":"@octo/shop"}', '.npmrc': '@octo:registry=https://npm.pkg.github.com\n' }), 'report', 'packages: write'],
    ['another scope there', 'npm publish', repository({ 'package.json': '{"name":"shop"}', '.npmrc': '@octo:registry=https://npm.pkg.github.com\n' }), 'rewrite', ''],
    ['npm\'s own registry', 'npm publish', manifest({ publishConfig: { registry: `https://${NPM_HOST}/` } }), 'rewrite', ''],
    ['an old lerna by its name', 'npx lerna@7 publish', {}, 'report', 'asks for 7'],
    ['an old semantic-release by its name', 'npx -p semantic-release@22.0 semantic-release', {}, 'report', 'asks for 22.0'],
    ['a new semantic-release by its name', 'npx semantic-release@25', {}, 'rewrite', ''],
    ['an old npm', 'npm i -g npm@9 && npm publish', {}, 'report', 'npm@9'],
    ['a Yarn that knows it', 'yarn npm publish', manifest({ packageManager: 'yarn@4.12.0' }), 'rewrite', ''],
    ['a Yarn that knows it of some packages', 'yarn npm publish', manifest({ packageManager: 'yarn@4.10.2' }), 'report', '4.10.2'],
    ['an old Yarn in the repository', 'yarn workspace shop npm publish', repository({ '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-3.6.1.cjs\n' }), 'report', '3.6.1'],
    ['a Yarn that would miss the variable', 'yarn npm publish', repository({ 'package.json': '{"packageManager":"yarn@4.12.0"}', '.yarnrc.yml': 'npmAuthToken: "${NODE_AUTH_TOKEN}"\n' }), 'report', '`.yarnrc.yml` reads'],
    ['a Yarn that does not miss it', 'yarn npm publish', repository({ 'package.json': '{"packageManager":"yarn@4.12.0"}', '.yarnrc.yml': 'npmAuthToken: "${NODE_AUTH_TOKEN:-}"\n' }), 'rewrite', ''],
    ['an install by Yarn 1 that would miss it', 'yarn && npm publish', repository({ 'yarn.lock': '# yarn lockfile v1\n', '.npmrc': '_authToken=${NODE_AUTH_TOKEN}\n' }), 'report', '`.npmrc` reads'],
    ['a script that says nothing of publishing', 'npm run ship', manifest({ scripts: { ship: 'node ship.js' } }), 'report', 'not known'],
    ['an unseen script that is called after publishing', 'pnpm run ci-publish', {}, 'rewrite', ''],
    ['a program of its own', './publish.sh', {}, 'report', 'not known'],
    ['a script of the shell that publishes', './ci/publish.sh --all', repository({ 'ci/publish.sh': '# npm access\nfor p in a b; do (cd $p && npm publish --access public); done\n' }), 'rewrite', ''],
    ['a script of the shell that does more', 'bash ci/publish.sh', repository({ 'ci/publish.sh': 'npm publish\nnpm dist-tag add a@1 latest\n' }), 'report', 'needs a token'],
    ['release-it, which asks who is there', 'npm run ship', manifest({ scripts: { ship: 'release-it --ci' } }), 'report', 'npm.skipChecks'],
    ['release-it somewhere in a script', 'npm run release', manifest({ scripts: { release: 'npm run release --workspaces' }, devDependencies: { 'release-it': '^19.0.2' } }), 'report', 'npm.skipChecks'],
    ['release-it that asks nobody', 'npx release-it --ci', repository({ '.release-it.json': '{ "npm": { "skipChecks": true } }' }), 'rewrite', ''],
    ['a Yarn that cannot', 'yarn npm publish', manifest({ packageManager: 'yarn@4.9.1' }), 'report', 'Yarn 4.10'],
    ['a Yarn of which nothing is known', 'yarn npm publish', {}, 'report', 'Yarn 4.10'],
    ['np', 'npx np', {}, 'report', 'npm publish'],
  ])('%s', async (_, run, facts, action, reason) => {
    const { items } = await plan(publish({ run }), facts)
    expect(items).toMatchObject([{ secret: 'NPM_TOKEN', action, reason: expect.stringContaining(reason) }])
  })

  test.each([
    ['of an unknown version', {}, 'report'],
    ['that is too old', { packageManager: 'yarn@4.9.2' }, 'report'],
    ['that knows it', { packageManager: 'yarn@4.10.3' }, 'rewrite'],
  ])('Yarn %s publishes with a variable of its own', async (_, data, action) => {
    const text = publish({ run: 'yarn release-tool publish --yes', variable: 'YARN_NPM_AUTH_TOKEN' })
    expect((await plan(text, manifest(data))).items).toMatchObject([{ action, reason: expect.stringContaining(action === 'report' ? 'Yarn 4.10' : 'npm exchanges') }])
  })

  test.each([
    ['given a command that publishes', '\n          publish: pnpm ci-publish', 'rewrite'],
    ['given none: it opens pull requests only', '\n          title: Versions', 'report'],
  ])('changesets/action %s', async (_, more, action) => {
    const reason: unknown = action === 'report' ? expect.stringContaining('publishes nothing without') : expect.any(String)
    const text = publish({ run: 'pnpm install' }).replace(/- run: .*\n {8}env:\n/, `- uses: changesets/action@v1\n        with:\n          commit: Versions${more}\n        env:\n`)
    expect((await plan(text)).items).toMatchObject([{ secret: 'NPM_TOKEN', action, reason }])
  })

  test.each([
    ['publishes', 'npm publish', 'rewrite'],
    ['publishes after installing private packages', 'npm ci && npm publish', 'report'],
  ])('a private repository that %s', async (_, run, action) => {
    expect((await plan(publish({ run }), { visibility: 'private' })).items).toMatchObject([{ action }])
  })
})

describe('what the same token is needed for in another step stays', () => {
  test.each([
    ['an image', 'docker build --build-arg NPM_TOKEN=$NPM_TOKEN .', 'rewrite', true],
    ['a program that nobody knows', './fetch.sh', 'report', true],
    ['a program that has nothing to do with it', 'echo done', 'rewrite', false],
  ])('%s', async (_, run, action, stays) => {
    const step = `      - run: ${run}\n        env:\n          NPM_TOKEN: \${{ secrets.NPM_TOKEN }}\n`
    const { items, files } = await plan(`${publish({ run: 'npm publish' })}${step}`)
    expect(items).toMatchObject([{ action }])
    expect((files[0]?.after ?? step).includes('NPM_TOKEN: ${{ secrets.NPM_TOKEN }}')).toBe(stays)
  })
})

test('a script that is called publishing keeps a token of the whole job', async () => {
  const text = publish({ run: 'npm publish', job: '    env: { NODE_AUTH_TOKEN: "${{ secrets.NPM_TOKEN }}" }\n' }).replace('      - run: npm publish\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n', '      - run: ./publish-all.sh\n      - run: npm publish\n')
  expect(await plan(text)).toMatchObject({ files: [], items: [{ action: 'report', reason: expect.stringContaining('./publish-all.sh') }] })
})

describe('of a line that writes the token and does more, the rest stays', () => {
  test.each([
    ['what follows', 'npm config set //HOST/:_authToken=$NODE_AUTH_TOKEN && npm publish', 'run: npm publish'],
    ['what stands before', 'npm ci && echo "//HOST/:_authToken=$NODE_AUTH_TOKEN" > .npmrc && npm publish', 'run: npm ci && npm publish'],
  ])('%s', async (_, run, expected) => {
    const { files } = await plan(publish({ run: run.replace('HOST', NPM_HOST) }))
    expect(files[0]?.after).toContain(expected)
    expect(files[0]?.after).not.toContain('_authToken')
  })

  test('nor is a branch left empty, or a question without an answer', async () => {
    const write = `echo "//${NPM_HOST}/:_authToken=$NODE_AUTH_TOKEN" >> ~/.npmrc`
    const branch = publish({ run: `|\n          if true; then\n            ${write}\n          fi\n          npm publish` })
    expect(await plan(branch)).toMatchObject({ files: [], items: [{ action: 'report', reason: expect.stringContaining('without a command') }] })
    const asked = publish({ run: "'test -n \"$NODE_AUTH_TOKEN\" && npm publish'" })
    expect(await plan(asked)).toMatchObject({ files: [], items: [{ action: 'report', reason: expect.stringContaining('asks for `NODE_AUTH_TOKEN`') }] })
  })

  test.each(['echo "//HOST/:_authToken=$NODE_AUTH_TOKEN" > .npmrc; npm publish', 'npm config set //HOST/:_authToken=$NODE_AUTH_TOKEN || npm publish'])('or it is reported: %s', async (run) => {
    expect(await plan(publish({ run: `'${run.replace('HOST', NPM_HOST)}'` }))).toMatchObject({ files: [], items: [{ action: 'report' }] })
  })
})

describe('Node and npm are new enough afterwards', () => {
  test.each([
    ['Node 24', 'node-version: 24', {}, []],
    ['an early Node 24', 'node-version: 24.1.0', {}, ['npm install -g npm@11']],
    ['Node 22', "node-version: '22'", {}, ['npm install -g npm@11']],
    ['an early Node 22', 'node-version: 22.13.1', {}, ['node-version: 24']],
    ['Node 18', 'node-version: 18.x', {}, ['node-version: 24']],
    ['any newer one', "node-version: '>=18'", {}, []],
    ['a file that says 20', 'node-version-file: .nvmrc', repository({ '.nvmrc': 'v20.11.0\n' }), ['node-version: 24']],
    ['a file that says 24', 'node-version-file: .nvmrc', repository({ '.nvmrc': '24\n' }), []],
    ['a matrix', 'node-version: ${{ matrix.node }}', {}, ['node-version: 24']],
    ['a file that is not at hand', 'node-version-file: .nvmrc', {}, ['npm install -g npm@11']],
  ])('from %s', async (_, setup, facts, added) => {
    const { files } = await plan(publish({ run: 'npm publish', setup }), facts)
    const fresh = linesOf(files[0]?.after).filter((line) => !linesOf(files[0]?.before).includes(line))
    expect(fresh.filter((line) => /node-version|npm install/.test(line)).map((line) => line.replace(/^run: /, ''))).toEqual(added)
    expect(files[0]?.after).not.toContain('node-version-file: .nvmrc\n          node-version')
  })
})

function linesOf(text = ''): readonly string[] {
  return text.split('\n').map((line) => line.trim())
}

test('the letter has the command for the package of the folder, its file and its environment', async () => {
  const text = publish({ run: 'npm publish', job: '    environment: release\n' }).replace('      - run: npm publish', '      - working-directory: ./types\n        run: npm publish')
  const { proposals } = await plan(text, repository({ 'types/package.json': '{ "name": "@octo/types" }' }))
  const told = proposals.map((one) => letter(one.letter)).join('')
  expect(told).toContain('npm trust github @octo/types --repo octo/shop --file w.yml --env release --allow-publish')
  expect(proposals[0]?.state).toBe('waits')
})

test.each([
  ['of the setup', publish({ run: 'npm publish' }).replace(NPM_HOST, 'acme.jfrog.io/artifactory/api/npm')],
  ['of the command', publish({ run: 'npm publish --registry https://acme.jfrog.io/api' }).replace(`          registry-url: https://${NPM_HOST}\n`, '')],
])('a registry %s that is not npm\'s takes no trusted publishing', async (_, text) => {
  expect((await plan(text)).items).toMatchObject([{ target: 'jfrog/oidc', action: 'report' }])
})

test('a Yarn that can needs no other npm', async () => {
  const { files } = await plan(publish({ run: 'yarn npm publish', variable: 'YARN_NPM_AUTH_TOKEN', setup: 'node-version: 20' }), manifest({ packageManager: 'yarn@4.12.0+sha512.x' }))
  expect(files[0]?.after).toContain('node-version: 20')
  expect(files[0]?.after).not.toContain('YARN_NPM_AUTH_TOKEN')
})

test.each([
  ['4.9.4', 'report'],
  ['4.10.3', 'rewrite'],
])('a script that is given Yarn\'s own variable publishes with the repository\'s Yarn: %s', async (version, action) => {
  const { items } = await plan(publish({ run: 'yarn release-tool publish', variable: 'YARN_NPM_AUTH_TOKEN' }), manifest({ packageManager: `yarn@${version}` }))
  expect(items).toMatchObject([{ action }])
})

test('two steps that publish under different conditions are both given the npm that can', async () => {
  const text = publish({ run: 'npm publish', setup: 'node-version: 22' }).replace('- run: npm publish', '- if: inputs.a\n        run: npm publish') + '      - if: inputs.b\n        run: npm publish ./b\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n'
  expect((await plan(text, {})).files[0]?.after).toContain('- name: Update npm for trusted publishing\n        run: npm install -g npm@11')
})
