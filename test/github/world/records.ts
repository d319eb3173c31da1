// What the server remembers. Only git's content is elsewhere: in the bare repositories.
import type { KeyObject } from 'node:crypto'
import type { Json } from '../../../src/lib/json.ts'

export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin'
export type Level = 'read' | 'write' | 'admin'
export type Permissions = Readonly<Record<string, string>>

export interface Account {
  readonly id: number
  readonly login: string
  readonly type: 'User' | 'Organization' | 'Bot'
  readonly createdAt: Date
}

export interface AppRecord {
  readonly id: number
  readonly hookId: number
  readonly slug: string
  readonly clientId: string
  readonly owner: Account
  /** `slug[bot]`, in whose name the App acts. */
  readonly bot: Account
  readonly permissions: Permissions
  readonly events: readonly string[]
  readonly publicKey: KeyObject
  readonly webhookSecret: string
  webhookUrl: string | undefined
  readonly createdAt: Date
}

export interface InstallationRecord {
  readonly id: number
  readonly app: AppRecord
  readonly account: Account
  /** Every repository of the account, or those with these ids. */
  repositories: 'all' | ReadonlySet<number>
  permissions: Permissions
  readonly createdAt: Date
  suspendedAt: Date | undefined
}

export type TokenRecord = InstallationToken | UserToken

export interface InstallationToken {
  readonly of: 'installation'
  readonly installation: InstallationRecord
  readonly permissions: Permissions
  readonly repositories: 'all' | ReadonlySet<number>
  readonly expires: Date
}

export interface UserToken {
  readonly of: 'user'
  readonly kind: 'classic' | 'fine-grained'
  readonly user: Account
  readonly scopes: readonly string[]
  readonly expires: Date | undefined
}

export interface RepositoryRecord {
  readonly id: number
  readonly owner: Account
  name: string
  readonly private: boolean
  defaultBranch: string
  readonly gitDir: string
  archived: boolean
  readonly parent: RepositoryRecord | undefined
  readonly createdAt: Date
  pushedAt: Date
  /** By account id. The owner and an organization's admins need no entry. */
  readonly roles: Map<number, Role>
  nextNumber: number
  readonly issues: IssueRecord[]
  readonly comments: CommentRecord[]
  readonly suites: SuiteRecord[]
  readonly runs: RunRecord[]
  readonly workflowRuns: WorkflowRunRecord[]
  readonly variables: Map<string, NamedRecord>
  readonly secrets: Map<string, NamedRecord>
  readonly environments: Map<string, NamedRecord>
  /** By the environment's name. */
  readonly environmentSecrets: Map<string, Map<string, NamedRecord>>
  readonly labels: LabelRecord[]
  readonly sarifs: Map<string, Json>
  readonly actions: ActionsSettings
  /** Commits that the API made in an App's name and signed. */
  readonly signed: Set<string>
}

/** An issue; with `pull`, a pull request. */
export interface IssueRecord {
  readonly id: number
  readonly number: number
  readonly author: Account
  title: string
  body: string | null
  state: 'open' | 'closed'
  readonly labels: Set<string>
  readonly createdAt: Date
  updatedAt: Date
  closedAt: Date | undefined
  readonly pull: PullRecord | undefined
}

export interface PullRecord {
  readonly head: { readonly repository: RepositoryRecord; readonly branch: string }
  headSha: string
  baseBranch: string
  baseSha: string
  draft: boolean
  mergeCommit: string | null
  mergeable: boolean | null
  mergedAt: Date | undefined
  mergedBy: Account | undefined
}

/** An issue that is a pull request. */
export type PullIssue = IssueRecord & { readonly pull: PullRecord }

export interface CommentRecord {
  readonly id: number
  readonly issue: IssueRecord
  readonly author: Account
  readonly app: AppRecord | undefined
  body: string
  readonly createdAt: Date
  updatedAt: Date
}

export interface SuiteRecord {
  readonly id: number
  readonly app: AppRecord
  readonly headSha: string
  readonly branch: string | null
  readonly before: string | null
  readonly createdAt: Date
  updatedAt: Date
}

export interface RunRecord {
  readonly id: number
  readonly suite: SuiteRecord
  name: string
  status: string
  conclusion: string | null
  detailsUrl: string | null
  externalId: string
  startedAt: Date
  completedAt: Date | undefined
  title: string | null
  summary: string | null
  text: string | null
  readonly annotations: Json[]
  actions: readonly Json[]
}

/** One run of a workflow; here runs are only ever completed. */
export interface WorkflowRunRecord {
  readonly id: number
  readonly path: string
  readonly headSha: string
  readonly headBranch: string
  readonly event: string
  readonly from: RepositoryRecord
  readonly conclusion: string
  readonly actor: Account
  readonly at: Date
  readonly jobs: readonly WorkflowJobRecord[]
}

/** A job; its id is that of its check run too. */
export interface WorkflowJobRecord {
  readonly id: number
  readonly name: string
  readonly conclusion: string
  readonly steps: readonly { readonly name: string; readonly conclusion: string }[]
  readonly log: string
  readonly annotations: readonly Json[]
}

/** A variable, secret or environment. A secret's value is never kept. */
export interface NamedRecord {
  readonly id: number
  readonly name: string
  readonly value: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface LabelRecord {
  readonly id: number
  readonly name: string
}

export interface ActionsSettings {
  defaultWorkflowPermissions: 'read' | 'write'
  oidc: { readonly useDefault: boolean; readonly claims: readonly string[]; readonly immutable: boolean }
}

/** One sending of a webhook. A redelivery is a new one with the same guid. */
export interface DeliveryRecord {
  readonly id: number
  readonly guid: string
  readonly app: AppRecord
  readonly event: string
  readonly action: string | null
  readonly installationId: number | null
  readonly repositoryId: number | null
  readonly deliveredAt: Date
  readonly redelivery: boolean
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly payload: { readonly [key: string]: Json }
  outcome: DeliveryOutcome | undefined
}

/** `status` as GitHub words it: `OK`, `timed out`, `failed to connect to host`. A code of 0: no answer. */
export interface DeliveryOutcome {
  readonly status: string
  readonly code: number
  /** Seconds. */
  readonly duration: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
