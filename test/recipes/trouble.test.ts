import { expect, test } from '@jest/globals'
import { planMigrations } from '../../src/migrate/plan.ts'
import { migrations } from '../migrate/planning.ts'

const CALLED = `on:
  workflow_call:
    secrets:
      KEY: { required: true }
jobs:
  a:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: google-github-actions/auth@v2
        with:
          credentials_json: \${{ secrets.KEY }}
`

function calling(secret: string): string {
  return `on: push
jobs:
  call:
    permissions: { contents: read }
    uses: ./.github/workflows/called.yml
    secrets:
      KEY: \${{ secrets.${secret} }}
`
}

test.each([
  [['PROD_KEY', 'PROD_KEY'], 'rewrite'],
  [['PROD_KEY', 'TEST_KEY'], 'report'],
])('a called workflow that is handed %j is planned as %s', async (secrets, action) => {
  const callers = secrets.map((secret, i) => ({ path: `.github/workflows/caller-${i}.yml`, text: calling(secret) }))
  const { items } = await planMigrations({ workflows: [{ path: '.github/workflows/called.yml', text: CALLED }, ...callers], migrations, facts: {} })
  expect(items.find(({ path }) => path.endsWith('called.yml'))).toMatchObject({ action })
})
