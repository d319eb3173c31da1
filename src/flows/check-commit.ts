import type { Report } from '../finding.ts'
import { outcome } from '../finding.ts'
import { toCheck } from '../report/check.ts'
import { answerOrders } from './answer-orders.ts'
import type { AppContext } from './app-context.ts'
import { askedRanges, type Asked } from './asked-ranges.ts'
import { carryOut } from './carry-out.ts'
import type { Order } from './order.ts'
import { fetchAll } from './fetch-all.ts'
import { guard, type Guarded } from './guard.ts'
import { knownBlobs } from './known-blobs.ts'
import { previewPolicy } from './preview-policy.ts'
import { revokeByPolicy } from './revoke-by-policy.ts'
import { POLICY_PATH, settings, type Settings } from './settings.ts'
import { staticCredentials } from './static-credentials.ts'

export interface Checked {
  readonly report: Report
  readonly settings: Settings
}

/**
 * The one check of a commit: everything that the ranges which end in it bring, judged by the default branch's policy,
 * after what people ordered by button or comment is carried out. Done twice it comes to the same: what is published,
 * recorded and revoked is looked up before it is done.
 */
export async function checkCommit(context: AppContext, { head, orders }: { head: string; orders: readonly Order[] }): Promise<Checked> {
  const policy = await settings(await context.hosted.file(POLICY_PATH))
  if (policy.state === 'malformed') {
    const notices = await answerOrders(context, { orders, head, carry: async ({ by, what }) => `@${by} asked for \`${what}\`: ${MALFORMED}` })
    return { settings: policy, report: await tell(context, { head, guarded: nothing({ problems: policy.problems, notices }) }) }
  }
  const asked = await askedRanges(context, head)
  const { repo, heads, bases } = await fetchAll(context.hosted, { head, asked })
  try {
    const now = context.now()
    const range = { of: 'commits', heads, bases } as const
    const scanned = await guard({ ...context, repo, range, policy: policy.policy, verify: mayVerify(policy, asked), now, blobs: knownBlobs(context) })
    const revoked = await revokeByPolicy(context, { guarded: scanned, policy: policy.policy })
    const acted = await carryOut(context, { orders, guarded: revoked, policy: policy.policy, head })
    const judged = await staticCredentials({ ...context, repo, range, ref: head, guarded: acted, policy: policy.policy })
    const notices = await previewPolicy(repo, { head, judgedBy: policy.policy, guarded: judged, now })
    return { settings: policy, report: await tell(context, { head, guarded: withNotices(judged, notices) }) }
  } finally {
    await repo.close()
  }
}

/** Says on a commit that its check came to nothing, and why: that is a failure, never silence. */
export async function giveUp(context: AppContext, { head, why }: { head: string; why: string }): Promise<void> {
  await tell(context, { head, guarded: nothing({ unseen: [why] }) })
}

const MALFORMED = `the policy (\`${POLICY_PATH}\`) cannot be read as it is; nothing was done. Correct it on the default branch first.`
const EMPTY: Report = { judged: [], stats: { files: 0, bytes: 0, commits: 0, milliseconds: 0 }, problems: [], unseen: [], notices: [] }

function nothing(report: Partial<Report>): Guarded {
  return { report: { ...EMPTY, ...report }, tokens: new Map(), gone: new Set() }
}

function withNotices(guarded: Guarded, notices: readonly string[]): Guarded {
  return { ...guarded, report: { ...guarded.report, notices: [...guarded.report.notices, ...notices] } }
}

/** A stranger's pull request could make us ask providers about stolen tokens: its tokens are not sent unless policy says so. */
function mayVerify(settings: Settings, asked: readonly Asked[]): boolean {
  if (settings.state === 'malformed') return false
  const { verification } = settings.policy
  return (verification.enabled ?? true) && (verification.forks || asked.every(({ fromFork }) => !fromFork))
}

async function tell(context: AppContext, { head, guarded }: { head: string; guarded: Guarded }): Promise<Report> {
  const { hosted, ledger } = context
  const { report, gone } = guarded
  const about = await hosted.about()
  const revocable = new Set(context.providers.filter((provider) => provider.revoke).map(({ id }) => id))
  await ledger.findings.record(hosted.id, report.judged)
  const check = toCheck(report, { audience: about.private ? 'private' : 'public', revocable, gone })
  const checkRunId = await hosted.publish({ head, ...check })
  const verdicts = report.judged.map(({ verdict }) => verdict)
  await ledger.verdicts.put({
    repositoryId: hosted.id,
    head,
    outcome: outcome(report),
    blocked: verdicts.filter((verdict) => verdict === 'block').length,
    warned: verdicts.filter((verdict) => verdict === 'warn').length,
    checkRunId,
  })
  return report
}
