import { describe, expect, test } from '@jest/globals'
import { freshId, insertLogin } from '../../src/recipes/login.ts'
import { read, workflowOf } from '../migrate/reading.ts'
import type { Job } from '../../src/workflow.ts'

function jobOf(text: string): Job {
  const [job] = read(text).workflow.jobs
  if (job === undefined) throw new TypeError('no job')
  return job
}

function conditionIn(text: string): string | undefined {
  const { steps } = jobOf(text)
  const made = insertLogin({ needing: steps, step: { name: 'Log in', uses: 'octo/login' } })
  if ('trouble' in made) return made.trouble
  const [inserted] = made.changes
  return inserted?.change === 'insert-step' ? (inserted.step.if ?? 'always') : 'no step'
}

const OWN = "github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository"

describe('a login before several steps', () => {
  test.each([
    ['no condition', '- run: a\n- run: b\n', 'always'],
    ['one without a condition', "- if: env.X\n  run: a\n- run: b\n", 'always'],
    ['the same condition', '- if: env.X\n  run: a\n- if: ${{ env.X }}\n  run: b\n', 'env.X'],
    ['two of which one always holds', "- if: env.X != ''\n  run: a\n- if: env.X == ''\n  run: b\n", 'always'],
    ['two conditions', '- if: env.X\n  run: a\n- if: env.Y\n  run: b\n', '(env.X) || (env.Y)'],
    ['conditions on other steps', '- if: env.X\n  run: a\n- if: steps.a.outputs.b\n  run: b\n', expect.stringContaining('depend on other steps')],
  ])('with %s', (_, steps, expected) => {
    expect(conditionIn(workflowOf({ steps }))).toEqual(expected)
  })

  test.each([
    ['have run before it', '- id: vars\n  run: a\n', "(steps.vars.outputs.kind == '') || (steps.vars.outputs.kind == 'rc')"],
    ['run behind it', '- run: a\n', expect.stringContaining('depend on other steps')],
  ])('may ask about steps that %s', (_, before, expected) => {
    const publish = "- if: steps.vars.outputs.kind == ''\n  run: b\n- if: ${{ steps.vars.outputs.kind == 'rc' }}\n  run: c\n"
    const { steps } = jobOf(workflowOf({ steps: `${before}${publish}` }))
    const made = insertLogin({ needing: steps.slice(1), step: { name: 'Log in', uses: 'octo/login' } })
    const [inserted] = 'trouble' in made ? [] : made.changes
    expect('trouble' in made ? made.trouble : inserted?.change === 'insert-step' ? inserted.step.if : '').toEqual(expected)
  })

  test.each([
    ['skips pull requests of forks', '- run: a\n', OWN],
    ['keeps its own condition beside that', '- if: env.X\n  run: a\n', `(env.X) && (${OWN})`],
    ['tells forks apart among the pull requests that are wanted', "- if: github.event_name == 'pull_request'\n  run: a\n", `(github.event_name == 'pull_request') && (${OWN})`],
    ['leaves a condition alone that tells forks apart', "- if: github.event.pull_request.head.repo.fork == false\n  run: a\n", 'github.event.pull_request.head.repo.fork == false'],
    ['leaves a condition alone that tells events apart', "- if: github.event_name == 'push'\n  run: a\n", "github.event_name == 'push'"],
  ])('%s', (_, steps, expected) => {
    expect(conditionIn(workflowOf({ steps }).replace('on: push', 'on: [push, pull_request]'))).toBe(expected)
  })
})

test('a fresh id is no other step\'s', () => {
  const job = jobOf(workflowOf({ steps: '- id: login\n  run: a\n- id: login-2\n  run: b\n' }))
  expect([freshId(job, 'login'), freshId(job, 'other')]).toEqual(['login-3', 'other'])
})
