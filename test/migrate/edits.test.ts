import { describe, expect, test } from '@jest/globals'
import { applyEdits } from '../../src/migrate/apply.ts'
import { editsOf } from '../../src/migrate/edits.ts'
import { verify } from '../../src/migrate/verify.ts'
import type { Change, Job, NewStep, Step } from '../../src/workflow.ts'
import { read, workflowOf } from './reading.ts'

interface At {
  readonly job: Job
  /** The first step. */
  readonly step: Step
  readonly last: Step
}

/** A text with changes of its first job made, and found sound. */
async function changed(text: string, make: (at: At) => readonly Change[]): Promise<string> {
  const { source, workflow } = read(text)
  const [job] = workflow.jobs
  const [step, last] = [job?.steps[0], job?.steps.at(-1)]
  if (job === undefined || step === undefined || last === undefined) throw new TypeError('a job with steps is needed')
  const edits = editsOf(make({ job, step, last }), new Map())
  const after = applyEdits(source, edits)
  if (typeof after !== 'string') return `refused: ${after.refused}`
  const sound = await verify(source, { text: after, edits })
  return sound === 'sound' ? after : `refused: ${sound.refused}`
}

function removeAll(...names: readonly string[]): (at: At) => readonly Change[] {
  return ({ step }) => names.map((name) => ({ change: 'remove-variable', owner: step, name }))
}

function both({ step, last }: At): readonly Change[] {
  return [step, last].map((owner) => ({ change: 'remove-variable', owner, name: 'A' }))
}

describe('variables go', () => {
  test.each([
    ['the first', removeAll('A'), '- run: x\n  env:\n    A: 1 # one\n    # two\n    B: 2\n', '- run: x\n  env:\n    # two\n    B: 2\n'],
    ['the last', removeAll('B'), '- run: x\n  env:\n    A: 1\n    B: 2\n\n- run: y\n', '- run: x\n  env:\n    A: 1\n\n- run: y\n'],
    ['the last, with what is said of it alone', removeAll('B'), '- run: x\n  env:\n    A: 1\n    # what B\n    # is for\n    B: 2\n\n- run: y\n', '- run: x\n  env:\n    A: 1\n\n- run: y\n'],
    ['two, with what is said of them before another comment', removeAll('A', 'B'), '- run: x\n  env:\n    # the keys\n    A: 1\n    B: 2\n    # another\n    C: 3\n', '- run: x\n  env:\n    # another\n    C: 3\n'],
    ['the first, and what is said of those that stay too stays', removeAll('A'), '- run: x\n  env:\n    # the keys\n    A: 1\n    B: 2\n', '- run: x\n  env:\n    # the keys\n    B: 2\n'],
    ['all, with their key', removeAll('A', 'B'), '- run: x\n  env:\n    A: 1\n    B: 2\n  shell: bash\n', '- run: x\n  shell: bash\n'],
    ['all, where their key stands behind the dash', removeAll('A'), '- env:\n    A: 1\n  # why\n  run: x\n', '- # why\n  run: x\n'],
    ['one of a text of several lines', removeAll('A'), '- run: x\n  env:\n    A: |\n      1\n\n      2\n    B: 2\n', '- run: x\n  env:\n    B: 2\n'],
    ['the first in flow style', removeAll('A'), '- run: x\n  env: { A: 1, B: 2 }\n', '- run: x\n  env: { B: 2 }\n'],
    ['the last in flow style', removeAll('B'), '- run: x\n  env: {A: 1, B: "2"} # both\n', '- run: x\n  env: {A: 1} # both\n'],
    ['the last two in flow style', removeAll('B', 'C'), '- run: x\n  env: { A: 1, B: 2, C: 3 }\n', '- run: x\n  env: { A: 1 }\n'],
    ['two apart in flow style', removeAll('A', 'C'), '- run: x\n  env: { A: 1, B: 2, C: 3 }\n', '- run: x\n  env: { B: 2 }\n'],
    ['two in the middle in flow style', removeAll('B', 'C'), '- run: x\n  env: { A: 1, B: 2, C: 3, D: 4 }\n', '- run: x\n  env: { A: 1, D: 4 }\n'],
    ['all in flow style', removeAll('A'), '- run: x\n  env: { A: 1 }\n  shell: bash\n', '- run: x\n  shell: bash\n'],
    ['one with a quoted key', removeAll('A'), '- run: x\n  env:\n    "A": 1\n    B: 2\n', '- run: x\n  env:\n    B: 2\n'],
    ['one beside a tab', removeAll('A'), '- run: x\n  env:\n    A: "1\t2"\t# tab\n    B: "\t"\n', '- run: x\n  env:\n    B: "\t"\n'],
  ])('%s', async (_, make, steps, expected) => {
    expect(await changed(workflowOf({ steps }), make)).toBe(workflowOf({ steps: expected }))
    expect(await changed(workflowOf({ steps }).replaceAll('\n', '\r\n'), make)).toBe(workflowOf({ steps: expected }).replaceAll('\n', '\r\n'))
    expect(await changed(workflowOf({ steps }).trimEnd(), make)).toBe(workflowOf({ steps: expected }).trimEnd())
  })

  test('an anchor and its aliases, where all of them want it', async () => {
    const steps = '- run: x\n  env: &keys\n    A: 1\n    B: 2\n- run: y\n  env: *keys\n'
    expect(await changed(workflowOf({ steps }), both)).toBe(workflowOf({ steps: '- run: x\n  env: &keys\n    B: 2\n- run: y\n  env: *keys\n' }))
  })

  test('an anchor that empties goes with its aliases', async () => {
    const steps = '- run: x\n  env: &keys\n    A: 1\n- run: y\n  env: *keys\n'
    expect(await changed(workflowOf({ steps }), both)).toBe(workflowOf({ steps: '- run: x\n- run: y\n' }))
  })

  test('not where an alias elsewhere would lose it too', async () => {
    const steps = '- run: x\n  env: &keys\n    A: 1\n    B: 2\n- run: y\n  env: *keys\n'
    expect(await changed(workflowOf({ steps }), removeAll('A'))).toMatch(/^refused: the edit would change more/)
  })
})

function set(name: string, value: string): (at: At) => readonly Change[] {
  return ({ step }) => [{ change: 'remove-input', step, name: 'old' }, { change: 'set-input', step, name, value }]
}

describe('an input comes', () => {
  test.each([
    ['in the place of another, quoted like it', '- uses: a/b@v1\n  with:\n    old: "1" # gone\n    k: 2\n', '- uses: a/b@v1\n  with:\n    new: "${{ vars.X }}"\n    k: 2\n'],
    ['in flow style', '- uses: a/b@v1\n  with: { k: 2, old: 1 }\n', '- uses: a/b@v1\n  with: { k: 2, new: \'${{ vars.X }}\' }\n'],
    ['beside others', '- uses: a/b@v1\n  with:\n    k: 2 # two\n', '- uses: a/b@v1\n  with:\n    k: 2 # two\n    new: ${{ vars.X }}\n'],
    ['where there was none', '- uses: a/b@v1 # b\n  id: x\n', '- uses: a/b@v1 # b\n  with:\n    new: ${{ vars.X }}\n  id: x\n'],
    ['where it stood empty', '- uses: a/b@v1\n  with:\n    new:\n', '- uses: a/b@v1\n  with:\n    new: ${{ vars.X }}\n'],
    ['for its old value', "- uses: a/b@v1\n  with:\n    new: 'x' # why\n", "- uses: a/b@v1\n  with:\n    new: '${{ vars.X }}' # why\n"],
  ])('%s', async (_, steps, expected) => {
    expect(await changed(workflowOf({ steps }), set('new', '${{ vars.X }}'))).toBe(workflowOf({ steps: expected }))
  })

  test('not into steps in flow style', async () => {
    expect(await changed('on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{ uses: a/b@v1 }]\n', set('new', 'x'))).toMatch(/^refused: .*flow style/)
  })
})

const LOGIN: NewStep = { name: 'Log in', uses: 'aws-actions/configure-aws-credentials', with: { role: '${{ vars.X }}' } }
const PINNED = /configure-aws-credentials@[0-9a-f]{40} # v\d+\.\d+\.\d+\n/

describe('a step comes', () => {
  test.each([
    ['before the first', '- run: x\n', 0, '- name: Log in\n  uses: LOGIN\n  with:\n    role: ${{ vars.X }}\n- run: x\n'],
    ['above the comment of its neighbour', '- run: x\n# then\n# this\n- run: y\n', 1, '- run: x\n- name: Log in\n  uses: LOGIN\n  with:\n    role: ${{ vars.X }}\n# then\n# this\n- run: y\n'],
    ['with the blank line that others have', '- run: x\n\n- run: y\n', 1, '- run: x\n\n- name: Log in\n  uses: LOGIN\n  with:\n    role: ${{ vars.X }}\n\n- run: y\n'],
    ['behind a text of several lines', '- run: |\n    x\n\n- run: y\n', 1, '- run: |\n    x\n\n- name: Log in\n  uses: LOGIN\n  with:\n    role: ${{ vars.X }}\n\n- run: y\n'],
    ['as far in as the others', '-   run: x\n', 0, '-   name: Log in\n    uses: LOGIN\n    with:\n      role: ${{ vars.X }}\n-   run: x\n'],
  ])('%s', async (_, steps, index, expected) => {
    const after = await changed(workflowOf({ steps }), ({ job, step }) => [{ change: 'insert-step', before: job.steps[index] ?? step, step: LOGIN }])
    expect(after).toMatch(PINNED)
    expect(after.replace(PINNED, 'LOGIN\n').replace('aws-actions/', '')).toBe(workflowOf({ steps: expected }))
  })

  test('into a file that indents by four', async () => {
    const text = 'on: push\njobs:\n    a:\n        runs-on: x\n        steps:\n        - run: x\n'
    const after = await changed(text, ({ step }) => [{ change: 'insert-step', before: step, step: LOGIN }])
    expect(after).toMatch(/\n {8}- name: Log in\n {10}uses: \S+ # \S+\n {10}with:\n {14}role: /)
  })
})

describe('a step goes', () => {
  test.each([
    ['the first', '- run: x\n- run: y\n', '- run: y\n'],
    ['with one of its blank lines', '- run: w\n\n- run: x\n\n- run: y\n', '- run: w\n\n- run: y\n'],
    ['the last', '- run: w\n\n- run: x\n', '- run: w\n\n'],
  ])('%s', async (_, steps, expected) => {
    const after = await changed(workflowOf({ steps }), ({ job }) => job.steps.filter(({ run }) => run === 'x').map((step) => ({ change: 'remove-step', step })))
    expect(after).toBe(workflowOf({ steps: expected }))
  })

  test('not the only one', async () => {
    expect(await changed(workflowOf({ steps: '- run: x\n' }), ({ step }) => [{ change: 'remove-step', step }])).toMatch(/^refused: .*no steps left/)
  })
})

describe('a line of a script goes', () => {
  test.each([
    ['wherever it stands', '- run: |\n    x\n    gone\n    y\n    gone\n', '- run: |\n    x\n    y\n'],
    ['not from a folded text', '- run: >\n    x\n    gone\n', ''],
    ['not where nothing else stands', '- run: |\n    gone\n', ''],
    ['not where it stands with another', '- run: |\n    x && gone\n', ''],
  ])('%s', async (_, steps, expected) => {
    const after = await changed(workflowOf({ steps }), ({ step }) => [{ change: 'remove-line', step, line: 'gone' }])
    if (expected === '') expect(after).toMatch(/^refused: .*(?:line of its own|no steps left)/)
    else expect(after).toBe(workflowOf({ steps: expected }))
  })
})

test.each([
  ['a tag', 'a@v1', 'a@NEW'], ['a tag with its version behind it', 'a@v1 # v1.2.3', 'a@NEW'], ['a quoted one', "'a@v1'", "'a@NEW"],
  ['a commit with its version', `a@${'0'.repeat(40)} # v1`, 'a@NEW'], ['a comment that says something else', 'a@v1 # old', 'a@SHA # old'],
])('an action by %s is pinned to a commit with its version', async (_, written, expected) => {
  const name = 'aws-actions/configure-aws-credentials'
  const text = workflowOf({ steps: `- uses: ${written.replace('a@', `${name}@`)}\n  id: x\n` })
  const after = await changed(text, ({ step }) => [{ change: 'use-action', step, action: name }])
  const line = /uses: (.*)/.exec(after)?.[1] ?? ''
  expect(line.replace(name, 'a').replace(/[0-9a-f]{40}'? # v\d+\.\d+\.\d+$/, 'NEW').replace(/[0-9a-f]{40}/, 'SHA')).toBe(expected)
})

test.each([
  ['a plain value', '- run: x\n  env:\n    A: ${{ secrets.X }} # x\n', '- run: x\n  env:\n    A: ${{ github.token }} # x\n'],
  ['a part of one', '- run: x\n  env:\n    A: "a ${{ secrets.X }} b"\n', '- run: x\n  env:\n    A: "a ${{ github.token }} b"\n'],
  ['a script', '- run: |\n    x ${{ secrets.X }}\n    y\n', '- run: |\n    x ${{ github.token }}\n    y\n'],
])('an expression is replaced in %s', async (_, steps, expected) => {
  const { workflow } = read(workflowOf({ steps }))
  const after = await changed(workflowOf({ steps }), () => workflow.flows.map((flow) => ({ change: 'replace-expression', flow, expression: '${{ github.token }}' })))
  expect(after).toBe(workflowOf({ steps: expected }))
})

test('a new step has an id, a condition on one line, a script of several lines and variables', async () => {
  const made: NewStep = { name: 'Log in', id: 'login', if: "a == 'b' &&\n  c\n", run: 'one\n\ntwo', env: { A: '${{ vars.A }}' } }
  const after = await changed(workflowOf({ steps: '- run: x\n' }), ({ step }) => [{ change: 'insert-step', before: step, step: made }])
  const written = "- name: Log in\n  id: login\n  if: a == 'b' && c\n  run: |\n    one\n\n    two\n  env:\n    A: ${{ vars.A }}\n- run: x\n"
  expect(after).toBe(workflowOf({ steps: written }))
})

test('a piece of a script is replaced wherever it stands, and several lines of one go together', async () => {
  const text = workflowOf({ steps: '- run: |\n    up --key old \\\n      --to here\n    other\n    echo old\n' })
  expect(await changed(text, ({ step }) => [{ change: 'replace-text', step, from: 'old', to: 'new' }])).toBe(text.replaceAll('old', 'new'))
  const gone = await changed(text, ({ step }) => [{ change: 'remove-line', step, line: 'up --key old \\\n--to here' }])
  expect(gone).toBe(workflowOf({ steps: '- run: |\n    other\n    echo old\n' }))
})

test('a job gets an environment behind what it runs on', async () => {
  const after = await changed(workflowOf({ steps: '- run: x\n' }), ({ job }) => [{ change: 'needs-environment', job, name: 'prod' }])
  expect(after).toContain('    runs-on: ubuntu-latest\n    environment: prod\n    steps:\n')
})

test('what GitHub\'s parser would newly refuse is not written', async () => {
  const after = await changed(workflowOf({ steps: '- run: x\n' }), ({ step }) => [{ change: 'set-variable', owner: step, name: 'A', value: '${{ nonsense( }}' }])
  expect(after).toMatch(/^refused: GitHub's parser would refuse/)
})

test('what it refused before is no reason', async () => {
  const text = workflowOf({ steps: '- run: x\n  env:\n    A: 1\n  nonsense: true\n' })
  expect(await changed(text, removeAll('A'))).toBe(text.replace('        env:\n          A: 1\n', ''))
})
