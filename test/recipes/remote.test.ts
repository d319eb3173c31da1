import { expect, test } from '@jest/globals'
import { configTrouble, runsElsewhere } from '../../src/recipes/remote.ts'
import type { Step } from '../../src/workflow.ts'
import { read, workflowOf } from '../migrate/reading.ts'

const X = '${{ secrets.X }}'

function stepsOf(run: string): readonly Step[] {
  const steps = `- run: |\n${run.split('\n').map((line) => `    ${line}\n`).join('')}`
  return read(workflowOf({ steps })).workflow.jobs[0]?.steps ?? []
}

test.each([
  ['here', `echo ${X} | docker login ghcr.io`, false],
  ['on another machine', `ssh host "echo ${X} | docker login ghcr.io"`, true],
  ['fed to another machine', `ssh host <<'END'\necho ${X} | docker login ghcr.io\nEND`, true],
  ['in a container', `docker exec app sh -c "login ${X}"`, true],
  ['here, and something else there', `echo ${X} | docker login ghcr.io\nssh host ./pull.sh`, false],
])('%s', (_, run, expected) => {
  expect(stepsOf(run).map((step) => runsElsewhere(step, X))).toEqual([expected])
})

test.each([
  ['a login that goes to a cluster', 'kubectl create secret generic r --from-file=.dockerconfigjson=$HOME/.docker/config.json', /line \d+/],
  ['a login that goes to a machine', 'scp ~/.docker/config.json host:', /line \d+/],
  ['a login that stays', 'docker push octo/shop', undefined],
])('%s', (_, run, expected) => {
  const why = stepsOf(run).map(({ job }) => configTrouble(job))[0]
  if (expected === undefined) expect(why).toBeUndefined()
  else expect(why).toMatch(expected)
})
