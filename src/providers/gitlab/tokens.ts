import { isSample } from '../../lib/sample.ts'
import type { TokenKind } from '../../provider.ts'
import { checksum, readRoutable, ROUTABLE, whole } from './routable.ts'

// Prefixes: https://docs.gitlab.com/security/tokens/#token-prefixes. Lengths are not documented: GitLab's own source makes
// 20 characters for most; the bounds leave room. An instance may put a prefix of its own and a hyphen before `glpat-`.
const personalToken = kind({ id: 'gitlab/pat', title: 'access token (personal, project or group)', prefix: 'glpat-', run: '20,26' })
const deployToken = kind({ id: 'gitlab/deploy-token', title: 'deploy token', prefix: 'gldt-', run: '20,64' })
const runnerToken = kind({ id: 'gitlab/runner-token', title: 'runner authentication token', prefix: 'glrt', lead: 'r?-', run: '20,64' })
const triggerToken = kind({ id: 'gitlab/trigger-token', title: 'pipeline trigger token', prefix: 'glptt-', run: '20,64' })
const applicationSecret = kind({ id: 'gitlab/oauth-secret', title: 'OAuth application secret', prefix: 'gloas-', run: '20,128' })
const feedToken = kind({ id: 'gitlab/feed-token', title: 'feed token', prefix: 'glft-', run: '20,128' })
const mailToken = kind({ id: 'gitlab/incoming-mail-token', title: 'incoming mail token', prefix: 'glimt-', run: '20,64' })
const agentToken = kind({ id: 'gitlab/agent-token', title: 'agent for Kubernetes token', prefix: 'glagent-', run: '20,128' })
const scimToken = kind({ id: 'gitlab/scim-token', title: 'SCIM token', prefix: 'glsoat-', run: '20,64' })
const workspaceToken = kind({ id: 'gitlab/workspace-token', title: 'workspace token', prefix: 'glwt-', run: '20,64' })
const flagsToken = kind({ id: 'gitlab/feature-flags-token', title: 'feature flags client token', prefix: 'glffct-', run: '20,64' })
const jobToken = kind({ id: 'gitlab/job-token', title: 'CI/CD job token', prefix: 'glcbt-', lead: '[0-9A-Za-z]{1,8}_', run: '20,64' })

// The form since GitLab 18: https://docs.gitlab.com/ci/jobs/ci_job_token/
const jobJwt: TokenKind = {
  id: 'gitlab/job-token-jwt',
  title: 'GitLab CI/CD job token (JWT)',
  keywords: ['glcbt-'],
  pattern: bounded('glcbt-eyJ[\\w-]{10,1000}\\.eyJ[\\w-]{10,4000}\\.[\\w-]{20,1500}'),
}

const routablePersonalToken: TokenKind = {
  id: 'gitlab/pat-routable',
  title: 'GitLab access token (routable)',
  keywords: ['glpat-'],
  pattern: bounded(`glpat-${ROUTABLE}`),
  checksum,
  read: readRoutable,
}

const routableToken: TokenKind = {
  id: 'gitlab/routable-token',
  title: 'GitLab token of another type (routable)',
  keywords: ['gldt-', 'glrt-', 'glrtr-', 'glcbt-', 'glptt-', 'gloas-', 'glft-', 'glimt-', 'glagent-', 'glsoat-', 'glwt-', 'glffct-'],
  pattern: bounded(`gl(?:dt|rtr|rt|cbt|ptt|oas|ft|imt|agent|soat|wt|ffct)-${ROUTABLE}`),
  checksum,
  read: readRoutable,
}

export const tokens: readonly TokenKind[] = [
  personalToken,
  routablePersonalToken,
  routableToken,
  deployToken,
  runnerToken,
  triggerToken,
  applicationSecret,
  jobToken,
  jobJwt,
  feedToken,
  mailToken,
  agentToken,
  scimToken,
  workspaceToken,
  flagsToken,
]

interface Row {
  readonly id: string
  readonly title: string
  readonly prefix: string
  /** What stands between the prefix and the run of letters, digits, - and _. */
  readonly lead?: string
  readonly run: string
}

function kind({ id, title, prefix, lead = '', run }: Row): TokenKind {
  const pattern = bounded(prefix + lead + whole(`[\\w-]{${run}}`))
  return { id, title: `GitLab ${title}`, keywords: [prefix], pattern, plausible: (text) => !isSample(text) }
}

function bounded(shape: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${shape}(?![\\w-])`)
}
