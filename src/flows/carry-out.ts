import type { Finding, Judged } from '../finding.ts'
import { judge } from '../policy/judge.ts'
import { revocationFor, type Policy } from '../policy/policy.ts'
import type { Liveness } from '../provider.ts'
import { answerOrders } from './answer-orders.ts'
import { isAboutThePull, type Order } from './order.ts'
import type { AppContext } from './app-context.ts'
import type { Guarded } from './guard.ts'
import { apart, forbidden } from './forbidden.ts'
import { proposeException } from './propose-exception.ts'
import { proposeMigrations } from './propose-migrations.ts'
import { revokeOnce } from './revoke-once.ts'

interface Scene {
  readonly orders: readonly Order[]
  readonly guarded: Guarded
  readonly policy: Policy
  readonly head: string
}

interface Done {
  readonly said: string
  readonly liveness?: { readonly of: string; readonly is: Liveness }
}

/** Carries out each order that its giver may give, answers on the pull request, and notes in the check what became of it. */
export async function carryOut(context: AppContext, { orders, guarded, policy, head }: Scene): Promise<Guarded> {
  let now = guarded
  async function carry(order: Order): Promise<string> {
    const done = await one(context, { order, guarded: now, policy, head })
    now = after(now, { done, policy, now: context.now() })
    return done.said
  }
  const said = await answerOrders(context, { orders, head, carry })
  return { ...now, report: { ...now.report, notices: [...now.report.notices, ...said] } }
}

interface Single extends Omit<Scene, 'orders'> {
  readonly order: Order
}

async function one(context: AppContext, { order, guarded, policy, head }: Single): Promise<Done> {
  const no = await forbidden(context, order)
  if (no !== undefined) return { said: no }
  const { what } = order
  const { drafts } = policy
  if (what === 'migrate') return { said: (await proposeMigrations(context, { asked: true, mode: 'open', drafts })).said.join('\n') }
  if (isAboutThePull(what)) return { said: apart({ by: order.by, what }) }
  const judged = chosen(guarded.report.judged, order.fingerprint)
  if (judged === undefined) return { said: `@${order.by} asked for \`${order.what}\` ${which(order)} on ${head.slice(0, 7)}; nothing was done.` }
  if (what === 'allow') return { said: await proposeException(context, { finding: judged.finding, by: order.by }) }
  return revoke(context, { order, judged, guarded, policy, head })
}

function which({ fingerprint }: Order): string {
  return fingerprint === undefined ? 'without a fingerprint, but it is not one finding that blocks' : `\`${fingerprint}\`: there is no such finding`
}

function chosen(judged: readonly Judged[], fingerprint: string | undefined): Judged | undefined {
  const open = judged.filter(({ verdict }) => verdict === 'block')
  if (fingerprint === undefined) return open.length === 1 ? open[0] : undefined
  return judged.find(({ finding }) => finding.fingerprint === fingerprint)
}

async function revoke(context: AppContext, { order, judged, guarded, policy }: Single & { judged: Judged }): Promise<Done> {
  const { fingerprint, provider, title } = judged.finding
  if (revocationFor(policy, provider) === 'never') {
    return { said: `The policy does not allow Mayfly to revoke a ${title}: set \`revocation: { ${provider}: ask }\` in the token policy, or revoke it at the provider.` }
  }
  const token = guarded.tokens.get(fingerprint)
  if (token === undefined) return { said: `\`${fingerprint}\` is not in the commits of this check any more; nothing was done.` }
  const { outcome, liveness } = await revokeOnce(context, { token, provider, by: order.by, why: 'ordered by a person' })
  // In public we do not say what a provider says of a token.
  const { private: isPrivate } = await context.hosted.about()
  const said = isPrivate ? SAID[outcome](title) : `What @${order.by} ordered for \`${fingerprint}\` was carried out.`
  return liveness === undefined ? { said } : { said, liveness: { of: fingerprint, is: liveness } }
}

const SAID = {
  revoked: (title: string) => `The ${title} is revoked.`,
  accepted: (title: string) => `The provider took the request to revoke the ${title}; it may take a moment.`,
  refused: (title: string) => `The provider refused to revoke the ${title}: revoke it there by hand.`,
  cannot: (title: string) => `Mayfly cannot revoke a ${title}: revoke it at the provider.`,
  unknown: (title: string) => `The provider did not answer clearly to the revocation of the ${title}: check it there.`,
} as const

function after(guarded: Guarded, { done, policy, now }: { done: Done; policy: Policy; now: Date }): Guarded {
  const { report } = guarded
  const { liveness } = done
  if (liveness === undefined) return guarded
  const findings = report.judged.map(({ finding }): Finding => finding.fingerprint === liveness.of ? { ...finding, liveness: liveness.is } : finding)
  return { ...guarded, report: { ...report, judged: judge(findings, { policy, now }) } }
}
