import { describe, expect, test } from '@jest/globals'
import { migrated, plan, refusals } from './planning.ts'
import { read, told, workflowOf } from './reading.ts'

describe('a value that a script hands on', () => {
  test.each([
    ['as a variable', '- run: echo "A=${{ secrets.X }}" >> $GITHUB_ENV\n- run: go $A\n', ['X whole → job variable A']],
    ['by way of a shell\'s variable', '- run: echo "A=$T" >> "$GITHUB_ENV"\n  env:\n    T: ${{ secrets.X }}\n- run: go\n', ['X whole → job variable A by T', 'X whole → step variable T']],
    ['in PowerShell', '- run: echo "A=${{ secrets.X }}" >> $env:GITHUB_ENV\n', ['X whole → job variable A']],
    ['with Out-File', '- run: "A=${{ secrets.X }}" | Out-File -FilePath $env:GITHUB_ENV -Append\n'.replace('run: "', 'run: echo "'), ['X whole → job variable A']],
    ['in the old way', '- run: echo "::set-env name=A::${{ secrets.X }}"\n', ['X whole → job variable A']],
    ['as an output', '- id: s\n  run: echo "a=${{ secrets.X }}" >> $GITHUB_OUTPUT\n- uses: o/a@v1\n  with:\n    token: ${{ steps.s.outputs.a }}\n', ['X whole → step variable a', 'X whole → input token of o/a by a']],
    ['in part', '- run: echo "A=user:${{ secrets.X }}" >> $GITHUB_ENV\n', ['X part → job variable A']],
    ['beside a command that uses it', '- run: |\n    echo "A=${{ secrets.X }}" >> $GITHUB_ENV\n    go ${{ secrets.X }}\n', ['X whole → job variable A', 'X part → command']],
  ])('%s', (_, steps, flows) => {
    expect(read(workflowOf({ steps })).workflow.flows.map(told)).toEqual(flows)
  })

  test('a name out of the matrix is each of those that stand there', () => {
    const job = 'strategy:\n  matrix:\n    key: [one, TWO]\n    include:\n      - key: three\n'
    const steps = '- run: go\n  env:\n    A: ${{ secrets[matrix.key] }}\n'
    expect(read(workflowOf({ steps, job })).workflow.flows.map(told)).toEqual(['ONE', 'TWO', 'THREE'].map((name) => `${name} chosen → step variable A`))
  })
})

const AFTER = '- uses: aws-actions/configure-aws-credentials'

describe('the line that hands it on goes with it', () => {
  test('and the step with its last line', async () => {
    const writing = '- run: |\n    echo "AWS_ACCESS_KEY_ID=${{ secrets.AWS_ID }}" >> $GITHUB_ENV\n    echo "AWS_SECRET_ACCESS_KEY=${{ secrets.AWS_KEY }}" >> $GITHUB_ENV\n'
    const after = await migrated(workflowOf({ steps: `- run: make\n${writing}- run: aws s3 ls --region eu-west-1\n` }))
    expect(after).not.toMatch(/GITHUB_ENV|secrets\./)
    expect(after).toContain(AFTER.slice(2))
    expect(refusals(after)).toEqual([])
  })

  test('but not what else the script does', async () => {
    const writing = '- run: |\n    mkdir out\n    echo "AWS_ACCESS_KEY_ID=${{ secrets.AWS_ID }}" >> $GITHUB_ENV\n    echo "AWS_SECRET_ACCESS_KEY=${{ secrets.AWS_KEY }}" >> $GITHUB_ENV\n'
    const after = await migrated(workflowOf({ steps: `${writing}- run: aws s3 ls --region eu-west-1\n` }))
    expect(after).toContain('- run: |\n          mkdir out\n')
    expect(after).not.toMatch(/GITHUB_ENV|secrets\./)
  })

  test('an output that fed an input goes with the input', async () => {
    const steps = '- run: make\n- id: keys\n  run: |\n    echo "id=${{ secrets.AWS_ID }}" >> $GITHUB_OUTPUT\n    echo "key=${{ secrets.AWS_KEY }}" >> $GITHUB_OUTPUT\n'
      + '- uses: aws-actions/configure-aws-credentials@v4\n  with:\n    aws-access-key-id: ${{ steps.keys.outputs.id }}\n    aws-secret-access-key: ${{ steps.keys.outputs.key }}\n    aws-region: eu-west-1\n'
    const { items, files } = await plan(workflowOf({ steps }))
    expect(items.map(({ secret, action }) => `${secret} ${action}`)).toEqual(['AWS_ID rewrite', 'AWS_KEY rewrite'])
    expect(files[0]?.after).not.toMatch(/GITHUB_OUTPUT|secrets\./)
  })
})
