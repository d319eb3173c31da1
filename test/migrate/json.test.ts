import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { planMigrations } from '../../src/migrate/plan.ts'
import { toMigrationJson } from '../../src/migrate/to-migration-json.ts'
import { migrations } from './planning.ts'

const valid = new Ajv2020().compile(JSON.parse(readFileSync('schema/migration.schema.json', 'utf8')))

test('the plan as JSON keeps to its published schema: rewrites and reports; of a file that is no workflow there is nothing', async () => {
  const workflows = [
    { path: '.github/workflows/a.yml', text: step('aws s3 ls') },
    { path: '.github/workflows/b.yml', text: step('docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY image') },
    { path: '.github/workflows/c.yml', text: 'jobs: [' },
  ]
  const text = toMigrationJson(await planMigrations({ workflows, migrations, facts: {} }))
  const told: { items: { path: string; secret: string; action: string }[] } = JSON.parse(text)
  valid(told)
  expect(valid.errors).toBeNull()
  expect(told.items.map(({ path, secret, action }) => `${path.at(-5)} ${secret} ${action}`)).toEqual([
    'a ID rewrite', 'a KEY rewrite', 'b ID report', 'b KEY report',
  ])
})

function step(run: string): string {
  return `on: push\nenv:\n  AWS_ACCESS_KEY_ID: \${{ secrets.ID }}\n  AWS_SECRET_ACCESS_KEY: \${{ secrets.KEY }}\n  AWS_REGION: us-east-1\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`
}
