import type { Judged, Report } from '../finding.ts'
import { block } from './markdown-text.ts'
import { isStored } from './telling.ts'

/** A button on a check run; GitHub's bounds: label and identifier 20 characters, description 40, three buttons. */
export interface CheckAction {
  readonly label: string
  readonly description: string
  readonly identifier: 'mf-false-positive' | 'mf-migrate' | 'mf-revoke'
}

/** What can be done about a finding, besides advice. */
export interface Able {
  /** Ids of the providers that can revoke. */
  readonly revocable: ReadonlySet<string>
  /** Ids of the providers whose stored secrets a workflow can do without; absent: unknown, so always offered. */
  readonly migratable?: ReadonlySet<string>
}

/** Buttons, where exactly one finding blocks: GitHub does not say which finding a button is about. */
export function checkActions(report: Report, able: Able): readonly CheckAction[] {
  const [only, ...others] = blocking(report)
  if (only === undefined || others.length > 0) return []
  return [...(canAllow(only) ? [FALSE_POSITIVE] : []), ...(canMigrate(only, able) ? [MIGRATE] : []), ...(canRevoke(only, able) ? [REVOKE] : [])]
}

const FALSE_POSITIVE: CheckAction = {
  label: 'False positive', description: 'Propose an exception by pull request', identifier: 'mf-false-positive',
}
const MIGRATE: CheckAction = { label: 'Open OIDC PR', description: 'Replace stored keys by short-lived ones', identifier: 'mf-migrate' }
const REVOKE: CheckAction = { label: 'Revoke', description: 'Ask the provider to revoke it, for good', identifier: 'mf-revoke' }

/** The same as comments, where several findings block: Markdown. */
export function commands(report: Report, able: Able): readonly string[] {
  const blocked = blocking(report)
  if (blocked.length < 2) return []
  return [
    'To act on one of them, comment on the pull request with its fingerprint:',
    block([
      ...(blocked.some(canAllow) ? ['/mayfly allow <fingerprint>'] : []),
      ...(blocked.some((judged) => canRevoke(judged, able)) ? ['/mayfly revoke <fingerprint>'] : []),
      ...(blocked.some((judged) => canMigrate(judged, able)) ? ['/mayfly migrate <fingerprint>'] : []),
    ]),
  ]
}

function blocking({ judged }: Report): readonly Judged[] {
  return judged.filter(({ verdict }) => verdict === 'block')
}

// Exceptions are about tokens; about workflows the policy has a word of its own.
function canAllow(judged: Judged): boolean {
  return !isStored(judged)
}

function canRevoke({ finding, revocation }: Judged, { revocable }: Able): boolean {
  return revocation !== 'never' && revocable.has(finding.provider)
}

function canMigrate(judged: Judged, { migratable }: Able): boolean {
  return isStored(judged) || migratable === undefined || migratable.has(judged.finding.provider)
}
