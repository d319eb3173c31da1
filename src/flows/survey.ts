import type { AppContext } from './app-context.ts'
import { guard } from './guard.ts'
import { knownBlobs } from './known-blobs.ts'
import { POLICY_PATH, settings } from './settings.ts'

/** Looks at the default branch as it stands and records what it holds. It opens nothing and revokes nothing: nobody asked. */
export async function survey(context: AppContext): Promise<void> {
  const { hosted, ledger } = context
  const { defaultBranch } = await hosted.about()
  const tip = await hosted.tip(defaultBranch)
  if (tip === undefined) return
  const policy = await settings(await hosted.file(POLICY_PATH))
  if (policy.state === 'malformed') return
  const repo = await hosted.snapshot(tip)
  try {
    const verify = policy.policy.verification.enabled ?? true
    const range = { of: 'tree', ref: tip } as const
    const { report } = await guard({ ...context, repo, range, policy: policy.policy, verify, now: context.now(), blobs: knownBlobs(context) })
    await ledger.findings.record(hosted.id, report.judged)
  } finally {
    await repo.close()
  }
}
