// The port to the place that hosts a repository: what the App's flows ask of it. repo/github answers it.
import type { Repo } from './port.ts'

/** Why a repository cannot be worked on any more. Not an error: work on it ends quietly. */
export type Gone = 'uninstalled' | 'suspended' | 'not-found'

/**
 * A range that one event asked to have judged. `base` null: a new branch, all that the default branch does not have, or
 * with `push` the first push to the default branch itself: all there is.
 */
export interface AskedRange {
  readonly kind: 'push' | 'pull' | 'merge-group' | 'branch'
  readonly base: string | null
}

export interface Fetched {
  readonly repo: Repo
  /** Exactly the range: all that `heads` reach and `bases` do not. */
  readonly heads: readonly string[]
  readonly bases: readonly string[]
}

export interface About {
  readonly owner: string
  readonly name: string
  readonly private: boolean
  readonly archived: boolean
  readonly defaultBranch: string
  readonly ownerId: number
  readonly ownerType: 'organization' | 'user'
  /** Where people look at it: `https://github.com` */
  readonly server: string
}

export interface Annotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number
  readonly end_column?: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly title: string
  readonly message: string
}

export interface Check {
  readonly head: string
  /** `Mayfly` unless told. */
  readonly name?: string
  readonly conclusion: 'success' | 'failure'
  readonly title: string
  readonly summary: string
  readonly annotations: readonly Annotation[]
  readonly actions: readonly { readonly label: string; readonly description: string; readonly identifier: string }[]
}

export interface Pull {
  readonly number: number
  readonly head: string
  readonly headRef: string
  readonly base: string
  readonly fromFork: boolean
  readonly state: 'open' | 'merged' | 'closed'
  /** The commit by which it was merged. */
  readonly mergeCommit?: string
  readonly draft: boolean
  readonly title: string
  readonly body: string
}

/** Who has committed to a branch since it left the default branch; `ours`: nobody but the App. */
export type BranchState = 'absent' | 'ours' | 'others'

/** One branch with one commit of ours on top of `base`. */
export interface BranchEdit {
  readonly branch: string
  readonly base: string
  readonly message: string
  readonly files: readonly { readonly path: string; readonly text: string }[]
}

export interface PullText {
  readonly title: string
  readonly body: string
  readonly draft: boolean
}

export interface Comment {
  readonly body: string
  readonly author: string
  /** Others than its author may edit a comment too. */
  readonly state: 'as-written' | 'edited'
}

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin'

/** What the host tells a migration about the repository; absent where the App may not see it. */
export interface HostedFacts {
  readonly subClaimPrefix?: string
  /** The claims of a template of its own; `organization`: its organization's, which is not shown. */
  readonly subjectClaims?: readonly string[] | 'organization'
  readonly defaultPermissions?: 'read' | 'write'
  readonly variables?: readonly string[]
  readonly environments?: readonly string[]
}

/** One run of a workflow that has ended. */
export interface Run {
  readonly id: number
  /** `.github/workflows/deploy.yml` */
  readonly path: string
  readonly head: string
  /** Of a branch or a tag: GitHub does not say which. */
  readonly branch: string | undefined
  /** Where its commit, and so its workflow, comes from; a fork's says whatever its author likes. */
  readonly from: 'here' | 'elsewhere'
  readonly event: string
  readonly url: string
  readonly jobs: readonly RunJob[]
}

/** `conclusion`: success, failure, skipped, cancelled …; '' while there is none. */
export interface RunJob {
  readonly id: number
  /** As GitHub shows it: `deploy (eu, 20)`. */
  readonly name: string
  readonly conclusion: string
  readonly url: string
  readonly steps: readonly { readonly name: string; readonly conclusion: string }[]
}

/** What a step annotated. */
export interface Note {
  readonly title: string
  readonly message: string
}

/** A release of an action: its tag and the commit that it stands for. */
export interface Tagged {
  readonly version: string
  readonly sha: string
}

/** A file as a commit's tree names it. */
export interface Listed {
  readonly path: string
  readonly blob: string
}

/** Repositories that may read a secret of an organization: all, all that are private or internal, or these (`owner/name`). */
export type Readers = 'all' | 'private' | readonly string[]

export interface Hosted {
  readonly id: number
  about(): Promise<About>
  /** A file of the default branch, or undefined. */
  file(path: string): Promise<string | undefined>
  tip(branch: string): Promise<string | undefined>
  /** Fetches over git what the range needs into a private folder that `repo.close()` removes. */
  fetch(head: string, asked: AskedRange): Promise<Fetched>
  /** One commit's files, likewise. */
  snapshot(commit: string): Promise<Repo>
  /** Completes the one check run of this name of this commit: 50 annotations at a time, the same content only once. Returns its id. */
  publish(check: Check): Promise<number>
  /** Open pull requests whose head is this commit; not all of those from forks. */
  pullsAt(head: string): Promise<readonly Pull[]>
  pull(number: number): Promise<Pull>
  pullsFrom(branch: string): Promise<readonly Pull[]>
  branch(name: string): Promise<BranchState>
  /** Creates or resets a branch that is ours or absent; one that holds this very edit already stays as it is. */
  writeBranch(edit: BranchEdit): Promise<void>
  deleteBranch(name: string): Promise<void>
  openPull(branch: string, text: PullText): Promise<Pull>
  updatePull(pull: Pull, text: PullText): Promise<void>
  closePull(number: number): Promise<void>
  comment(number: number, body: string): Promise<void>
  readComment(id: number): Promise<Comment | undefined>
  roleOf(login: string): Promise<Role>
  facts(): Promise<HostedFacts>
  /** Undefined where the App may not see it (needs actions: read). */
  run(id: number): Promise<Run | undefined>
  notesOf(job: number): Promise<readonly Note[]>
  /** The last of what a job printed; undefined where it cannot be seen (any more). */
  endOfLog(job: number): Promise<string | undefined>
  /** Whether a commit is in the history of another. */
  contains(head: string, commit: string): Promise<'contains' | 'lacks'>
  /** The files that lie directly in a folder at a commit or branch. */
  listAt(folder: string, ref: string): Promise<readonly Listed[]>
  blob(id: string): Promise<string>
  /** The newest release of one major of an action (`owner/name`); undefined where its tags cannot be seen. */
  newestTag(wanted: { readonly action: string; readonly major: number }): Promise<Tagged | undefined>
  /** `more`: there are more than are named. */
  branches(most: number): Promise<{ readonly branches: readonly { readonly name: string; readonly head: string }[]; readonly more: boolean }>
  /** Names of the stored secrets of the repository, or of one of its environments; undefined where the App may not see them (needs secrets: read, environments: read). */
  storedSecrets(environment?: string): Promise<readonly string[] | undefined>
  /** `forbidden`: the App may not (needs secrets: write; of an environment, environments: write). */
  deleteSecret(name: string, environment?: string): Promise<'deleted' | 'absent' | 'forbidden'>
  /** Secrets of the organization that this repository may read; undefined where the App may not see them (needs secrets: read), empty where there is no organization. */
  sharedSecrets(): Promise<readonly string[] | undefined>
  /** Who may read a secret of the organization; undefined where the App may not see that (needs organization_secrets: read). */
  readersOf(name: string): Promise<Readers | undefined>
}
