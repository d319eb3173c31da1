import { expect, test } from '@jest/globals'
import { planMigration } from '../../src/flows/plan-migration.ts'
import { provider as aws } from '../../src/providers/aws/index.ts'
import type { Repo } from '../../src/repo/port.ts'
import { workflowOf } from '../migrate/reading.ts'

const STEPS = '- uses: aws-actions/configure-aws-credentials@v4\n  with:\n    aws-access-key-id: ${{ secrets.ID }}\n    aws-secret-access-key: ${{ secrets.KEY }}\n    aws-region: eu-west-1\n- run: docker compose up\n'
const FILES: Readonly<Record<string, string>> = {
  '.github/workflows/a.yml': workflowOf({ steps: STEPS }),
  '.github/workflows/b.yaml': workflowOf({ steps: '- run: make\n' }),
  '.github/workflows/readme.md': 'no workflow',
  'compose.yaml': 'environment: [AWS_SECRET_ACCESS_KEY]',
}

function repository(asked: string[]): Repo {
  return {
    async *versions() {},
    read: async () => ({ state: 'missing', why: 'not asked for' }),
    async file(path, ref) {
      asked.push(`${path} ${ref}`)
      return FILES[path]
    },
    list: async (folder) => Object.keys(FILES).filter((path) => path.startsWith(`${folder}/`)),
    close: async () => {},
  }
}

test('the workflows of a ref are read, and what a migration asks for beside them', async () => {
  const asked: string[] = []
  const plan = await planMigration({ repo: repository(asked), ref: 'main', providers: [aws], facts: {} })
  expect(asked).toEqual(expect.arrayContaining(['.github/workflows/a.yml main', '.github/workflows/b.yaml main', 'compose.yaml main']))
  expect(asked).not.toContain('.github/workflows/readme.md main')
  expect(plan.items.map(({ path, action }) => `${path} ${action}`)).toEqual(Array(2).fill('.github/workflows/a.yml report'))
  expect(plan.items[0]?.reason).toContain('`compose.yaml`')
})
