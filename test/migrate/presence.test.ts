import { describe, expect, test } from '@jest/globals'
import { read, workflowOf } from './reading.ts'

function only(steps: string): readonly (string | undefined)[] {
  return read(workflowOf({ steps })).workflow.flows.map((flow) => flow.only)
}

describe('what only asks whether a secret is there', () => {
  test.each([
    ['a comparison in a variable', '- run: make\n  env:\n    THERE: ${{ secrets.KEY != \'\' }}\n'],
    ['a comparison in a script', '- run: echo "has=${{ secrets.KEY != \'\' }}" >> $GITHUB_OUTPUT\n'],
    ['two of them', '- run: make\n  env:\n    THERE: ${{ secrets.KEY != \'\' && \'\' != secrets.KEY }}\n'],
    ['a choice between two texts', '- run: make\n  env:\n    FORK: ${{ secrets.KEY == \'\' && \'true\' || \'false\' }}\n'],
    ['a choice that goes by it', '- run: echo "ok=${{ secrets.KEY && \'yes\' || \'no\' }}" >> $GITHUB_OUTPUT\n'],
    ['its opposite', '- run: make\n  env:\n    FORK: ${{ !secrets.KEY }}\n'],
    ['a test in a script', '- run: |\n    if [ "${{ secrets.KEY }}" != \'\' ]; then\n      echo "has=true" >> $GITHUB_OUTPUT\n    fi\n'],
    ['a test of a variable', '- run: |\n    if [[ -n "$KEY" ]]; then echo "has=true" >> $GITHUB_OUTPUT; fi\n  env:\n    KEY: ${{ secrets.KEY }}\n'],
    ['a variable that nothing there could read', '- run: |\n    has=1\n    echo "has=$has" >> $GITHUB_OUTPUT\n  env:\n    KEY: ${{ secrets.KEY }}\n'],
  ])('%s', (_, steps) => {
    expect(new Set(only(steps))).toEqual(new Set(['presence']))
  })

  test('a variable of a job that only conditions name, beside what reads none', () => {
    const job = 'env:\n  KEY: ${{ secrets.KEY }}\n'
    const steps = '- uses: actions/checkout@v4\n- if: env.KEY != \'\'\n  run: echo there\n'
    expect(read(workflowOf({ job, steps })).workflow.flows.map((flow) => flow.only)).toEqual(['presence'])
    expect(read(workflowOf({ job, steps: `${steps}- run: make\n` })).workflow.flows.map((flow) => flow.only)).toEqual([undefined])
  })

  test.each([
    ['a choice of the secret itself', '- run: make\n  env:\n    KEY: ${{ secrets.KEY != \'\' && secrets.KEY || \'none\' }}\n'],
    ['what stands in for it', '- run: make\n  env:\n    KEY: ${{ secrets.KEY || \'none\' }}\n'],
    ['the secret where a condition holds', '- run: make\n  env:\n    KEY: ${{ github.ref && secrets.KEY }}\n'],
    ['a comparison with a text', '- run: make\n  env:\n    SAME: ${{ secrets.KEY == \'x\' }}\n'],
    ['a variable that a program may read', '- run: |\n    if [ -n "$KEY" ]; then make; fi\n  env:\n    KEY: ${{ secrets.KEY }}\n'],
    ['a variable that a program in the middle of a line may read', '- run: |\n    ROLE="$(hub api orgs/octo)"\n    echo "role=$ROLE" >> $GITHUB_OUTPUT\n  env:\n    KEY: ${{ secrets.KEY }}\n'],
    ['a variable that is written on', '- run: |\n    if [ -n "$KEY" ]; then echo "$KEY" > file; fi\n  env:\n    KEY: ${{ secrets.KEY }}\n'],
    ['a test that compares it with a text', '- run: |\n    if [ "$KEY" = "$OTHER" ]; then echo no; fi\n  env:\n    KEY: ${{ secrets.KEY }}\n'],
    ['a variable of an action', '- uses: acme/thing@v1\n  env:\n    KEY: ${{ secrets.KEY }}\n'],
  ])('and what does not: %s', (_, steps) => {
    expect(only(steps)).toContain(undefined)
  })
})
