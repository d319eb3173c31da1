import { outcome, type Report, type Verdict } from '../finding.ts'
import { isStored } from './telling.ts'
import { count } from './words.ts'

/** What a report comes to, in a few words; the same for every audience. */
export function headline(report: Report): string {
  const warned = withVerdict(report, 'warn')
  const came = outcome(report)
  if (came === 'malformed-policy') return 'The policy is malformed: nothing was judged'
  if (came === 'unfinished') return `Could not finish: ${count(report.unseen.length, 'place')} not looked at${warnings(warned)}`
  if (came === 'clean') return warned === 0 ? 'No leaked tokens' : `Nothing blocks${warnings(warned)}`
  const unfinished = report.unseen.length === 0 ? '' : '; could not finish'
  return `${blockers(report)}${warnings(warned)}${unfinished}`
}

/** How many findings the policy allows, as a clause to append; empty where none. */
export function allowances(report: Report): string {
  const allowed = withVerdict(report, 'allow')
  return allowed === 0 ? '' : `, ${count(allowed, 'finding')} allowed by policy`
}

function blockers({ judged }: Report): string {
  const blocked = judged.filter(({ verdict }) => verdict === 'block')
  const stored = blocked.filter(isStored).length
  const noun = stored === 0 ? 'leaked token' : stored === blocked.length ? 'stored credential' : 'finding'
  return `${count(blocked.length, noun)} ${blocked.length === 1 ? 'blocks' : 'block'}`
}

function withVerdict({ judged }: Report, verdict: Verdict): number {
  return judged.filter((one) => one.verdict === verdict).length
}

function warnings(warned: number): string {
  return warned === 0 ? '' : `, ${count(warned, 'finding')} to look at`
}
