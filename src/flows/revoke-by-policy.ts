import type { Finding, Judged } from '../finding.ts'
import { judge } from '../policy/judge.ts'
import type { Policy } from '../policy/policy.ts'
import type { Liveness } from '../provider.ts'
import type { AppContext } from './app-context.ts'
import type { Guarded } from './guard.ts'
import { revokeOnce } from './revoke-once.ts'

/** Revokes the live tokens whose provider the policy sets to `auto`, and judges anew what the provider then says of them. */
export async function revokeByPolicy(context: AppContext, { guarded, policy }: { guarded: Guarded; policy: Policy }): Promise<Guarded> {
  const after = new Map<string, Liveness>()
  for (const { finding } of guarded.report.judged.filter(isDue)) {
    const token = guarded.tokens.get(finding.fingerprint)
    if (token === undefined || after.has(finding.fingerprint)) continue
    const act = await revokeOnce(context, { token, provider: finding.provider, by: 'policy', why: 'policy: revocation auto' })
    if (act.liveness !== undefined) after.set(finding.fingerprint, act.liveness)
  }
  if (after.size === 0) return guarded
  const findings = guarded.report.judged.map(({ finding }): Finding => ({ ...finding, liveness: after.get(finding.fingerprint) ?? finding.liveness }))
  return { ...guarded, report: { ...guarded.report, judged: judge(findings, { policy, now: context.now() }) } }
}

function isDue({ revocation, verdict, finding }: Judged): boolean {
  return revocation === 'auto' && verdict === 'block' && finding.liveness.state === 'live'
}
