import { expect, test } from '@jest/globals'
import { mayRead } from '../../src/recipes/readers.ts'
import { read, workflowOf } from '../migrate/reading.ts'

test.each([
  ['a program', 'deploy --now', true],
  ['an installer', 'npm ci', false],
  ['local programs', 'mkdir -p dist && cp a dist', false],
  ['a program within a text', 'echo "token=$(cloud secret get)" >> "$GITHUB_OUTPUT"', true],
  ['a program within back ticks', 'echo "token=`cloud secret get`"', true],
  ['a program that is asked', 'if [ -z "$(cloud ls)" ]; then echo none; fi', true],
  ['local programs within a text', 'echo "v=$(git describe) $(date +%F)"', false],
  ['a version within a text', 'echo "v=$(node -p 1)"', false],
  ['a program for each word', 'find dist -type f | xargs -I{} cloud put {}', true],
  ['a program for each file', 'find dist -type f -exec cloud put {} +', true],
  ['local programs for each file', 'find dist -name "*.map" -exec rm {} + && find . | xargs rm', false],
  ['what a bundle runs', 'bundle exec deploy', true],
  ['what a bundle installs', 'bundle install', false],
  ['a script of the repository', 'source ci/deploy.sh', true],
  ['an environment', 'source .venv/bin/activate && . ~/.bashrc', false],
])('%s', (_, run, expected) => {
  const [job] = read(workflowOf({ steps: `- run: |\n    ${run}\n` })).workflow.jobs
  expect(job?.steps.map((step) => mayRead(step))).toEqual([expected])
})
