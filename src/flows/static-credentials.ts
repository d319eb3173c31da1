import type { Finding, Judged } from '../finding.ts'
import { fingerprint } from '../lib/fingerprint.ts'
import type { Item } from '../migrate/plan.ts'
import type { Policy } from '../policy/policy.ts'
import type { Provider } from '../provider.ts'
import type { Range, Repo } from '../repo/port.ts'
import type { Guarded } from './guard.ts'
import type { LateProviders } from './rules.ts'
import { POLICY_PATH } from './settings.ts'

export interface StaticCredentials {
  readonly repo: Repo
  readonly range: Range
  /** Where the workflows are read; on disk without one. */
  readonly ref?: string
  readonly providers: readonly Provider[] | LateProviders
  readonly policy: Policy
  readonly guarded: Guarded
}

/**
 * Stored secrets, in the workflows that the range touches, which could be short-lived: said, or with `block` findings that
 * block. What stood there before and was not touched keeps nobody from working.
 */
export async function staticCredentials({ repo, range, ref, providers, policy, guarded }: StaticCredentials): Promise<Guarded> {
  if (policy.staticCredentials === 'off') return guarded
  const touched = await workflowsOf(repo, range)
  if (touched.size === 0) return guarded
  // Where else the secrets are named is of no use here: a check need not read the whole repository.
  const { planMigration } = await import('./plan-migration.ts')
  const known = 'load' in providers ? await providers.load() : providers
  const plan = await planMigration({ repo, ...(ref === undefined ? {} : { ref }), providers: known, facts: { paths: async () => [] } })
  const items = plan.items.filter(({ action, path }) => action === 'rewrite' && touched.has(path))
  const { report } = guarded
  if (policy.staticCredentials === 'block') return { ...guarded, report: { ...report, judged: [...report.judged, ...items.map(blocked)] } }
  return { ...guarded, report: { ...report, notices: [...report.notices, ...items.map(said)] } }
}

async function workflowsOf(repo: Repo, range: Range): Promise<ReadonlySet<string>> {
  const paths = new Set<string>()
  for await (const version of repo.versions(range)) {
    if (!('gap' in version) && version.path.startsWith('.github/workflows/')) paths.add(version.path)
  }
  return paths
}

function said({ path, line, secret, target }: Item): string {
  return `${path}:${line} uses the stored secret ${secret}; ${target} would make it short-lived (mayfly migrate)`
}

function blocked(item: Item): Judged {
  const finding: Finding = {
    kind: 'workflow/static-credential',
    provider: 'workflow',
    title: `stored secret ${item.secret}`,
    path: item.path,
    start: { line: item.line, column: 1 },
    end: { line: item.line, column: 1 },
    fingerprint: fingerprint(`${item.path}\0${item.secret}`, 'full'),
    nature: 'identifier',
    rank: 'format',
    proven: false,
    severity: 'high',
    liveness: { state: 'unknown', why: 'cannot-ask' },
    facts: {},
  }
  return {
    finding,
    verdict: 'block',
    because: [{ rule: 'workflows/static-credentials', source: POLICY_PATH, line: null }],
    advice: `Replace it by a short-lived credential: mayfly migrate --write makes the change (${item.target}).`,
    revocation: 'never',
  }
}
