import type { Consumer, Step } from '../workflow.ts'

const REFERENCE = String.raw`secrets\s{0,9}(?:\.\s{0,9}[\w-]{1,256}|\[\s{0,9}'[\w-]{1,256}'\s{0,9}\])`
const COMPARED = new RegExp(String.raw`${REFERENCE}\s{0,9}[!=]=\s{0,9}''|''\s{0,9}[!=]=\s{0,9}${REFERENCE}|!\s{0,9}${REFERENCE}|${REFERENCE}\s{0,9}&&`, 'gi')

/** An expression's body that compares secrets with nothing, or goes by them: it tells whether they are there, and never what they are. */
export function comparesOnly(body: string): boolean {
  const rest = body.replaceAll(COMPARED, '')
  return rest !== body && !/\bsecrets\b/i.test(rest)
}

/** Whether a script does nothing with a value but ask whether it is there: `[ -n "$TOKEN" ]`, and nothing else could read it. */
export function asksOnly(to: Consumer, expression: string): boolean {
  if (to.kind === 'command') return isHarmless(to.step) && tested(to.step.run ?? '', expression)
  if (to.kind === 'variable' && to.owner.level === 'job') return to.mentions.length > 0 && to.mentions.every((mention) => mention.in === 'condition') && to.owner.steps.every(readsNothing)
  if (to.kind !== 'variable' || to.owner.level !== 'step' || to.owner.uses !== undefined) return false
  const { owner, name, mentions } = to
  if (!isHarmless(owner) || owner.writes.some((write) => write.name === name) || mentions.some((mention) => mention.step !== owner)) return false
  return mentions.every((mention) => mention.in === 'condition' || mention.in === 'command') && tested((owner.run ?? '').replaceAll(/\bsecrets\.\w{1,256}/g, ''), name)
}

// Programs of the shell itself, which read no variable that is not written behind them.
const BUILTIN = new Set(['echo', 'printf', '[', '[[', 'test', 'exit', 'true', 'false', 'fi', 'set', ':', 'else', 'then', 'export'])

function isHarmless({ commands, run }: Step): boolean {
  // What `$(…)` runs is no command of its own here.
  return run !== undefined && !/\$\((?!\()|`/.test(run) && commands.every(({ words }) => BUILTIN.has(words[0] ?? ''))
}

/** GitHub's own actions take what they need as inputs. */
function readsNothing(step: Step): boolean {
  return isHarmless(step) || /^(?:actions|github)\//.test(step.uses?.name ?? '')
}

const TEST = /\[\[?\s(?:[^\]"']|"[^"]{0,500}"|'[^']{0,500}'){0,1000}\]|\btest\s[^;&|\n]{1,500}/g

/** Whether a text stands nowhere but in tests, each of which compares it with nothing. */
function tested(script: string, text: string): boolean {
  const tests = script.match(TEST) ?? []
  if (script.replaceAll(TEST, '').includes(text)) return false
  return tests.every((test) => !test.includes(text) || /\s-[nz]\s|[!=]=?\s{0,9}(?:""|'')|(?:""|'')\s{0,9}[!=]=?/.test(test))
}
