import type { Finding, Judged } from '../finding.ts'
import type { WhyUnknown } from '../provider.ts'
import type { Telling } from './audience.ts'

/** Whether it is no leak but a stored secret in a workflow, which a short-lived credential could replace. */
export function isStored({ finding }: Judged): boolean {
  return finding.kind.startsWith('workflow/')
}

/** What was found, in front of the kind's title. */
export function leadOf(judged: Judged): string {
  const { finding } = judged
  if (isStored(judged)) return 'Stored credential'
  if (finding.nature === 'identifier') return 'Identifier of a token'
  return finding.rank === 'provider' ? 'Leaked token' : 'Possible secret'
}

/** What the reader can do about a finding that blocks or warns, as a sentence. To the public it does not depend on what anybody knows of the token. */
export function adviceTo(judged: Judged, telling: Telling): string {
  const advice = telling.audience === 'public' ? publicAdvice(judged) : judged.advice
  if (!telling.gone?.has(judged.finding.fingerprint)) return advice
  return `In history: ${advice.charAt(0).toLowerCase()}${advice.slice(1)}`
}

/** `live`, `dead` or `unknown (why)`; nothing for the public. */
export function standingTo(judged: Judged, { audience }: Telling): string | undefined {
  if (audience === 'public' || isStored(judged)) return undefined
  const { liveness } = judged.finding
  return liveness.state === 'unknown' ? `unknown (${WHY[liveness.why]})` : liveness.state
}

/** Whose it is, how wide and until when, as far as anybody told; nothing for the public. */
export function factsTo({ finding: { facts } }: Judged, { audience }: Telling): readonly string[] {
  if (audience === 'public') return []
  const named = [
    ['owner', facts.owner],
    ['account', facts.account],
    ['scopes', facts.scopes?.join(', ')],
    ['expires', facts.expires],
    ['created', facts.created],
    ['last used', facts.lastUsed],
    ...Object.entries(facts.detail ?? {}),
  ]
  return named.filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `${name} ${value}`)
}

/** Who brought it and when, and where it stands now, as far as anybody asked; nothing for the public. */
export function broughtTo({ finding: { author, reach } }: Judged, { audience }: Telling): readonly string[] {
  if (audience === 'public') return []
  return [
    ...(author === undefined ? [] : [`by ${author.name} on ${author.date.slice(0, 10)}`]),
    ...(reach === undefined ? [] : [REACH[reach]]),
  ]
}

const REACH: Readonly<Record<NonNullable<Finding['reach']>, string>> = {
  'tip': 'still in the files of the head',
  'history': 'in the history alone',
  'unreachable': 'no branch, tag or stash leads to it',
}

/** The rules that led to the verdict, with their places; nothing for the public, since some name what a provider said. */
export function reasonsTo({ because }: Judged, { audience }: Telling): readonly string[] {
  if (audience === 'public') return []
  return because.map(({ rule, source, line }) => (line === null ? rule : `${rule}, ${source}:${line}`))
}

// Nobody was asked about a stored credential, so its advice tells nothing but what the workflow says.
function publicAdvice(judged: Judged): string {
  const { finding, advice } = judged
  if (isStored(judged)) return advice
  if (finding.nature === 'identifier') return 'Make sure that its secret half is nowhere in the repository; alone it is worth nothing.'
  const todo = finding.rank === 'provider' ? 'Revoke it, if that is not done yet' : 'Replace it, if it is real'
  return `${todo}, and keep the new one out of the repository: it stays in the history, so removing the line is not enough.`
}

const WHY: Readonly<Record<WhyUnknown, string>> = {
  'not-asked': 'not asked',
  'cannot-ask': 'cannot be asked',
  'incomplete': 'its other half is missing',
  'unreachable': 'provider not reached',
  'rate-limited': 'provider busy',
  'unclear': 'no clear answer',
}
