import { expect, test } from '@jest/globals'
import { plan } from '../migrate/planning.ts'
import { testReadme } from '../migrate/readme.ts'
import { FACTS } from '../support/trust.ts'

testReadme('codecov')

function upload({ on = 'push', version = 'v5', job = '', more = '' }): string {
  return `on: ${on}
permissions: { contents: read }
jobs:
  test:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: codecov/codecov-action@${version}
        with:
          token: \${{ secrets.CODECOV_TOKEN }}
${more}`
}

async function versionAfter(text: string): Promise<string | undefined> {
  const { files } = await plan(text)
  return /codecov-action@(\S+(?: # \S+)?)/.exec(files[0]?.after ?? '')?.[1]
}

const PINNED = '671740ac38dd9b0130fbe1cec585b89eea48d3de # v5.5.2'

test.each([
  ['push', 'v5', 'v5'], ['push', 'v4', 'v4'], ['push', 'v4.1.1', PINNED], ['push', 'v4.2.0', 'v4.2.0'], ['pull_request', 'v4', PINNED], ['pull_request', 'v5.4.0', 'v5.4.0'],
  ['push', 'v3.1.4', PINNED], ['push', 'v1', PINNED], ['push', 'eaaf4bedf32dbdc6b720b63067d99c4d77d6047d', PINNED], ['push', 'main', 'main'],
])('on %s version %s becomes or stays %s', async (on, version, expected) => {
  expect(await versionAfter(upload({ on, version }))).toBe(expected)
})

test('the pull request needs nothing to be set up first', async () => {
  const { proposals } = await plan(upload({}), { ...FACTS, variables: [] })
  expect(proposals[0]).toMatchObject({ state: 'ready', letter: { variables: [], trust: [] } })
  expect(proposals[0]?.letter.retire[0]).toContain('https://app.codecov.io/gh/acme/shop/config/general')
})

test.each([
  ['a container that may lack what version 5 needs', upload({ version: 'v3', job: '    container: node:22-alpine\n' })],
  ['another program that reads the token', upload({ more: '      - run: codecovcli upload-process\n        env:\n          CODECOV_TOKEN: ${{ secrets.CODECOV_TOKEN }}\n' })],
  ['a condition on the token', upload({ more: '      - if: env.CODECOV_TOKEN\n        run: make\n' }).replace('    steps:', '    env: { CODECOV_TOKEN: "${{ secrets.CODECOV_TOKEN }}" }\n    steps:')],
])('%s is reported', async (_, text) => {
  const { items, files } = await plan(text)
  expect(files).toEqual([])
  expect(items).toMatchObject([{ action: 'report' }])
})

test('a build that is handed the token keeps it: a plugin of its bundler reads it', async () => {
  const { items, files } = await plan(upload({ more: '      - run: npm run build\n        env:\n          CODECOV_TOKEN: ${{ secrets.CODECOV_TOKEN }}\n' }))
  expect(files).toEqual([])
  expect(items).toMatchObject([{ action: 'report', reason: expect.stringContaining('`npm run build` is given the token') }])
})
