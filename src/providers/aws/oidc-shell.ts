// A key that a script makes the default of the commands behind it: `aws configure set …`, `export …`.
import type { Change, Flow, Step } from '../../workflow.ts'

const VALUE = `(?:"[^"]{1,300}"|'[^']{1,300}'|\\S{1,300})`
const SETS = new RegExp(`^(?:aws\\s{1,9}configure\\s{1,9}set\\s{1,9}(?:default\\.)?aws_(?:access_key_id|secret_access_key|session_token)\\s{1,9}${VALUE}(?:\\s{1,9}--profile[\\s=]{1,9}default)?`
  + `|export\\s{1,9}AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)=${VALUE})$`)
const REGION = new RegExp(`^(?:aws\\s{1,9}configure\\s{1,9}set\\s{1,9}(?:default\\.)?region\\s{1,9}|export\\s{1,9}AWS_(?:DEFAULT_)?REGION=)(${VALUE})`)

/** Whether a script does nothing else with a flow's value than to make it the default key. */
export function setsDefault({ to, expression, job }: Flow): boolean {
  if (to.kind !== 'command') return false
  const lines = linesOf(to.step).filter((line) => line.includes(expression))
  if (isNested(to.step)) return false
  return lines.length > 0 && lines.every(setsKey) && !(job?.steps ?? []).some(readsProfiles)
}

/** Whether a line of a script only makes a key the default. */
export function setsKey(line: string): boolean {
  return SETS.test(bare(line.trimEnd()))
}

/** A text that goes to another shell, or to another machine. */
function isNested({ run = '' }: Step): boolean {
  return run.includes('<<') || run.split('\n').some((line) => (bare(line).split('"').length % 2) === 0 || (bare(line).split("'").length % 2) === 0)
}

/** A profile's file, which a login by environment does not write. docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html */
function readsProfiles({ run = '', with: inputs, env }: Step): boolean {
  const text = [run, ...[...inputs, ...env].map(({ name, value }) => `${name}: ${value}`)].join('\n')
  return /\.aws\b|AWS_PROFILE|--profile(?![\s=]{1,9}default\b)|AWS_SHARED_CREDENTIALS_FILE/.test(text)
}

/** The script without the key; the whole step where nothing else is in it. */
export function withoutDefault(step: Step): readonly Change[] {
  const lines = linesOf(step).filter((line) => line.trim() !== '')
  const going = lines.filter(setsKey)
  if (lines.every((line) => going.includes(line) || line.startsWith('#')) && step.id === undefined) return [{ change: 'remove-step', step }]
  return [...new Set(going)].map((line) => ({ change: 'remove-line', step, line }))
}

/** The region that a script sets beside the key. */
export function regionSet(step: Step): string | undefined {
  return linesOf(step).flatMap((line) => {
    const value = REGION.exec(bare(line))?.[1]
    const written = /\$\{\{.{1,300}?\}\}/.exec(line)?.[0]
    return value === undefined ? [] : [value.includes('EXPRESSION') ? (written ?? '') : value.replaceAll(/["']/g, '')]
  })[0]
}

/** Lines that stand in a block of their own begin with space, and are no plain commands. */
function linesOf({ run = '' }: Step): readonly string[] {
  return run.split('\n').map((line) => line.trimEnd())
}

/** Expressions hold spaces and quotes. */
function bare(line: string): string {
  return line.replaceAll(/\$\{\{.{1,300}?\}\}/g, 'EXPRESSION')
}
