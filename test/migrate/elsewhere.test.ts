import { expect, test } from '@jest/globals'
import { namedElsewhere } from '../../src/migrate/elsewhere.ts'
import { letter } from '../../src/migrate/letter.ts'
import { plan } from './planning.ts'
import { workflowOf } from './reading.ts'

const contents: Readonly<Record<string, string>> = {
  'scripts/push.sh': '#!/bin/sh\nlogin "$DEPLOY_KEY"\nMY_DEPLOY_KEY=1\n',
  'Dockerfile': 'FROM scratch\nARG DEPLOY_KEY\n',
  'compose.yml': 'services:\n  a:\n    environment:\n      - DEPLOY_KEY\n',
  '.gitlab-ci.yml': 'a:\n  script: echo $DEPLOY_KEY $OTHER_KEY\n',
  'build/package.py': 'upload(os.environ["DEPLOY_KEY"])',
  'docs/secrets.md': 'DEPLOY_KEY is stored at …',
  'node_modules/a/x.sh': 'DEPLOY_KEY',
  '.github/workflows/w.yml': 'DEPLOY_KEY',
}
const facts = { owner: 'octo', name: 'shop', paths: async () => Object.keys(contents), files: async (path: string) => contents[path] }

test('a secret is named where scripts, images, compositions and other CI systems name it', async () => {
  const named = await namedElsewhere(['DEPLOY_KEY', 'NOBODYS'], facts)
  expect(named.map(({ path, line }) => `${path}:${line}`)).toEqual(['scripts/push.sh:2', 'Dockerfile:2', 'compose.yml:4', '.gitlab-ci.yml:2', 'build/package.py:1'])
  expect(await namedElsewhere(['DEPLOY_KEY'], {})).toEqual([])
})

test('the letter tells the places of the secrets that it replaces', async () => {
  const steps = '- uses: aws-actions/configure-aws-credentials@v4\n  with:\n    aws-access-key-id: ${{ secrets.DEPLOY_ID }}\n    aws-secret-access-key: ${{ secrets.DEPLOY_KEY }}\n    aws-region: eu-west-1\n'
  const { proposals } = await plan(workflowOf({ steps }), facts)
  expect(proposals.map((one) => letter(one.letter))).toEqual([expect.stringContaining('- `DEPLOY_KEY` in `Dockerfile` line 2\n')])
})
