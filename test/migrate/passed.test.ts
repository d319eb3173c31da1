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
    ['in a here-document', '- run: |\n    cat <<EOF >> $GITHUB_ENV\n    A=${{ secrets.X }}\n    B=1\n    EOF\n', ['X whole → job variable A']],
    ['in a here-document of tee', '- run: |\n    tee -a "$GITHUB_ENV" << \'END\'\n    A=${{ secrets.X }}\n    END\n    go\n', ['X whole → job variable A']],
    ['in braces', '- run: |\n    {\n      echo "A=${{ secrets.X }}"\n      echo "B=1"\n    } >> "$GITHUB_ENV"\n', ['X whole → job variable A']],
    ['in a here-document that goes elsewhere', '- run: |\n    cat <<EOF > env.sh\n    A=${{ secrets.X }}\n    EOF\n', ['X part → command']],
    ['in braces that go elsewhere', '- run: |\n    {\n      echo "A=${{ secrets.X }}"\n    } >> env.sh\n', ['X part → command']],
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

  test.each([
    ['a text and the matrix', "format('{0}_{1}_KEY', matrix.stage, 'aws')", ['DEV_AWS_KEY', 'PROD_AWS_KEY']],
    ['what only the run knows', "format('{0}_KEY', inputs.stage)", ['*']],
    ['no name at all', "format('{0} KEY', matrix.stage)", ['*']],
  ])('a name that a format makes of %s', (_, name, expected) => {
    const job = 'strategy:\n  matrix:\n    stage: [dev, prod]\n'
    const { flows } = read(workflowOf({ steps: `- run: go\n  env:\n    A: \${{ secrets[${name}] }}\n`, job })).workflow
    expect(flows.map(({ secret, shape }) => [secret, shape])).toEqual(expected.map((one) => [one, 'chosen']))
  })
})

function script(text: string): string {
  return `- run: |\n    mkdir out\n${text.replaceAll(/^(?=.)/gm, '    ')}- run: aws s3 ls --region eu-west-1\n`
}

const AFTER = '- uses: aws-actions/configure-aws-credentials'

describe('the line that hands it on goes with it', () => {
  test('and the step with its last line', async () => {
    const writing = '- run: |\n    echo "AWS_ACCESS_KEY_ID=${{ secrets.AWS_ID }}" >> $GITHUB_ENV\n    echo "AWS_SECRET_ACCESS_KEY=${{ secrets.AWS_KEY }}" >> $GITHUB_ENV\n'
    const after = await migrated(workflowOf({ steps: `- run: make\n${writing}- run: aws s3 ls --region eu-west-1\n` }))
    expect(after).not.toMatch(/GITHUB_ENV|secrets\./)
    expect(after).toContain(AFTER.slice(2))
    expect(refusals(after)).toEqual([])
  })

  test.each([
    ['a here-document', 'cat >> "$GITHUB_ENV" <<EOF\nAWS_ACCESS_KEY_ID=${{ secrets.AWS_ID }}\nAWS_SECRET_ACCESS_KEY=${{ secrets.AWS_KEY }}\nEOF\n'],
    ['braces', '{\n  echo "AWS_ACCESS_KEY_ID=${{ secrets.AWS_ID }}"\n  echo "AWS_SECRET_ACCESS_KEY=${{ secrets.AWS_KEY }}"\n} >> $GITHUB_ENV\n'],
  ])('and %s that is empty then, but not what else stands in it', async (_, block) => {
    const after = await migrated(workflowOf({ steps: script(block) }))
    expect(after).toContain('- run: |\n          mkdir out\n')
    expect(after).not.toMatch(/GITHUB_ENV|secrets\.|EOF|\n {10}[{}]/)
    expect(refusals(after)).toEqual([])
    const kept = await migrated(workflowOf({ steps: script(block.replace(/^( *)(echo "AWS_SEC.*|AWS_SEC.*)$/m, (line, space: string) => `${line}\n${space}${line.includes('echo') ? 'echo "STAGE=1"' : 'STAGE=1'}`)) }))
    expect(kept).toMatch(/STAGE=1/)
    expect(kept).toMatch(/GITHUB_ENV/)
    expect(kept).not.toMatch(/secrets\./)
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
