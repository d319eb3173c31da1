import { expect, test } from '@jest/globals'
import { hiddenReader } from '../../src/recipes/hidden-readers.ts'
import { read, workflowOf } from '../migrate/reading.ts'

test.each([
  ['a program of the team\'s', '- run: ./deploy.sh\n', /line \d+ may read `KEY`/],
  ['a build that runs others', '- run: make deploy\n', /may read/],
  ['tests of a configuration', '- run: go test ./test/...\n', /may read/],
  ['an action that builds images of machines', '- uses: acme/packer-build@v1\n', /may read/],
  ['programs that are known to read no key', '- run: npm ci && npm test\n- run: go build ./...\n- uses: hashicorp/setup-packer@v3\n', undefined],
  ['what is seen to', '- run: terraform apply && ./after.sh\n', undefined],
])('%s', (_, steps, expected) => {
  const [job] = read(workflowOf({ steps })).workflow.jobs
  if (job === undefined) throw new Error('no job')
  const why = hiddenReader(job, { name: 'KEY', known: ({ run = '' }) => run.includes('terraform') })
  if (expected === undefined) expect(why).toBeUndefined()
  else expect(why).toMatch(expected)
})
