// The vocabulary of migrations: what a workflow says, where stored secrets go in it, and the few words in which a provider
// asks for a change. Only migrate/ knows how a workflow is written.

import type { Plan, Admitted } from './change.ts'

export type { Admitted, Change, Grant, NewStep, Plan } from './change.ts'

/** One workflow file. Lines count from 1; expressions stand as written. */
export interface Workflow {
  readonly level: 'workflow'
  readonly path: string
  readonly triggers: readonly Trigger[]
  readonly env: readonly Setting[]
  readonly permissions?: Permissions
  readonly jobs: readonly Job[]
  /** The secrets that `workflow_call` declares, as they are written. */
  readonly declares: readonly string[]
  /** The jobs of the same repository that call this workflow; of other repositories' nothing is known. */
  readonly callers: readonly Job[]
  /** Every way that a stored secret takes in this file, in the order of the file. */
  readonly flows: readonly Flow[]
}

/** One event under `on:`; empty lists where the workflow does not restrict it. */
export interface Trigger {
  readonly event: string
  readonly branches: readonly string[]
  readonly tags: readonly string[]
  readonly types: readonly string[]
}

export interface Job {
  readonly level: 'job'
  readonly id: string
  readonly line: number
  readonly workflow: Workflow
  readonly if?: string
  readonly runsOn: readonly string[]
  readonly environment?: string
  readonly permissions?: Permissions
  readonly env: readonly Setting[]
  /** The image that the steps run in. */
  readonly container?: string
  /** The reusable workflow that the job calls: it has no steps then. */
  readonly calls?: string
  /** That workflow, where it lies in the same repository and is at hand. */
  readonly callee?: Workflow | undefined
  readonly steps: readonly Step[]
}

export interface Step {
  readonly level: 'step'
  readonly index: number
  readonly line: number
  readonly job: Job
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly uses?: ActionRef
  readonly run?: string
  readonly directory?: string
  /** `continue-on-error` as it is written. */
  readonly onError?: string
  readonly with: readonly Setting[]
  readonly env: readonly Setting[]
  /** `run`, taken apart as a shell would, as far as that is possible without running it. */
  readonly commands: readonly Command[]
  /** What lines of `run` set for the steps behind it, as far as they say so plainly. */
  readonly writes: readonly Write[]
  /** What the step does with the token that GitHub gives to every job. */
  readonly token: TokenUse
}

/** `name` in lower case: `owner/name`, `owner/name/folder`, `./folder` or `docker://image`. */
export interface ActionRef {
  readonly name: string
  readonly ref: string
  /** The version that the tag or the comment behind a commit id tells, as numbers; empty where none does. */
  readonly version: readonly number[]
}

export type Setting = { readonly name: string; readonly value: string; readonly line: number }

/** A line that sets a variable for the later steps of the job (they stand in the job's `env` too) or an output of its step. */
export type Write = { readonly to: 'env' | 'output'; readonly name: string; readonly value: string; readonly line: string }

/** One simple command: its words without quotes, variables left as they are. */
export interface Command {
  readonly words: readonly string[]
  readonly text: string
}

export type Access = 'read' | 'write' | 'none'
export type Permissions = 'read-all' | 'write-all' | Readonly<Record<string, Access>>

/** What a step does with a GitHub token. `has`: the job's own one, given or by default; a stored one; none; or that is not known. */
export interface TokenUse {
  readonly has: 'job-token' | 'another' | 'none' | 'unknown'
  /** What the step does with whichever token it has; absent where that is not known. */
  readonly needs?: TokenNeeds
  /** What it does with the token that it is given, where that is not the same. */
  readonly given?: TokenNeeds | 'unknown'
  /** The input of its action that takes a token, and a variable of its own that does. */
  readonly input?: string
  readonly variable?: string
  /** The action or the command that decides, for a person. */
  readonly what: string
}

/** `causes`: events, with their type behind a colon, that the step raises and that a run of `GITHUB_TOKEN`'s would not start. */
export interface TokenNeeds {
  readonly permissions: Readonly<Record<string, Access>>
  readonly causes: readonly string[]
  /** What no permission of a job's token allows: `projects of the organization`. */
  readonly beyond: readonly string[]
}

export type Owner = Workflow | Job | Step

/** One way of one stored secret to one place. */
export interface Flow {
  /** In upper case, as GitHub compares them; `*` where the name is built at run time or all secrets are meant. */
  readonly secret: string
  /** `whole`: the value is the secret; `part`: text around it; `chosen`: an operator or function decides. */
  readonly shape: 'whole' | 'part' | 'chosen'
  /** The value only tells whether the secret is there; it is none of it. */
  readonly only?: 'presence'
  /** The `${{ … }}` as it is written. */
  readonly expression: string
  readonly to: Consumer
  /** The variables that it passes on its way, the first one first. */
  readonly through: readonly Variable[]
  readonly workflow: Workflow
  readonly job?: Job
  readonly step?: Step
  readonly line: number
  /** The keys that lead to the value. */
  readonly path: readonly (string | number)[]
}

export type Variable = { readonly owner: Owner; readonly name: string }

export type Consumer =
  | { readonly kind: 'input'; readonly step: Step; readonly name: string }
  | { readonly kind: 'command'; readonly step: Step }
  /** `mentions`: where in the variable's scope its name is written. A program may read it unnamed. */
  | { readonly kind: 'variable'; readonly owner: Owner; readonly name: string; readonly mentions: readonly Mention[] }
  | { readonly kind: 'container'; readonly job: Job; readonly field: string; readonly image: string }
  | { readonly kind: 'call'; readonly job: Job; readonly name: string }
  | { readonly kind: 'elsewhere'; readonly where: string }

export interface Mention {
  readonly in: 'input' | 'variable' | 'command' | 'condition' | 'elsewhere'
  readonly step?: Step
  readonly name?: string
}

/**
 * A flow that ends at something a migration knows; `as` is the migration's own word for the part it plays. Of several migrations
 * that claim a flow the surest has it: `known`, which is meant where nothing is said: the consumer decides (an action's input, a
 * program's own variable); `named`: only a name hints at it; `hinted`: a name that others use too; `left`: whatever nobody else claims.
 */
export type Use = { readonly flow: Flow; readonly as: string; readonly sure?: 'known' | 'named' | 'hinted' | 'left' }

/** The situation that GitHub writes into a token's subject after the repository's prefix. */
export interface Subject {
  /** `environment:prod`, `ref:refs/heads/main`, `ref:refs/tags/v*`, `pull_request`; `*` stands for any text. */
  readonly context: string
  readonly exact: 'exact' | 'pattern'
}

/** All that a provider must admit under one identity, over all files of the repository. */
export interface Admission {
  readonly identity: string
  /** With the repository's own prefix, as GitHub emits them. */
  readonly subjects: readonly { readonly text: string; readonly exact: Subject['exact'] }[]
  readonly environments: readonly string[]
  readonly places: readonly Admitted[]
}

/** Text for a person: what to do at the provider, as code where there is a form for it. */
export interface Trust {
  readonly title: string
  readonly steps: readonly string[]
  readonly forms: readonly { readonly title: string; readonly language: string; readonly text: string }[]
}

/** What is known of the repository; each fact may be missing, and the plan then says what it assumed. */
export interface RepoFacts {
  readonly server?: string
  readonly owner?: string
  readonly name?: string
  readonly id?: string
  readonly ownerId?: string
  readonly visibility?: 'public' | 'private' | 'internal'
  readonly defaultBranch?: string
  /** `sub_claim_prefix` as GitHub tells it. */
  readonly subClaimPrefix?: string
  /** `include_claim_keys` where the repository's subjects follow a template of its own; `organization`: its organization's, which is not known. */
  readonly subjectClaims?: readonly string[] | 'organization'
  readonly defaultPermissions?: 'read' | 'write'
  readonly variables?: readonly string[]
  readonly environments?: readonly string[]
  /** Where a step needs more than the token of its job, what the policy wants instead; a GitHub App unless told. */
  readonly githubTokens?: 'app' | 'octo-sts'
  /** A file of the repository as text. */
  readonly files?: (path: string) => Promise<string | undefined>
  /** The paths of all its files. */
  readonly paths?: () => Promise<readonly string[]>
}

export interface Around {
  readonly facts: RepoFacts
  /** All workflows of the repository that are at hand. */
  readonly workflows: readonly Workflow[]
  /** Where the secrets of these uses go beyond them, in the same file. */
  readonly leftovers: readonly Flow[]
}

/** How a workflow lives without one kind of stored secret. It says what, never how. */
export interface Migration {
  /** `aws/role`: the provider's id, a slash, what takes the secret's place. */
  readonly id: string
  /** The subject of the pull request. */
  readonly title: string
  /** The most that it can do; a rewrite where nothing is said. */
  readonly best?: 'report' | 'advice'
  /** Whose tokens the vendor takes, where nobody can tell it of another issuer: a server of an enterprise has its own. */
  readonly issuer?: 'github.com'
  consumes(flow: Flow): Use | undefined
  /** Settles every use of one file, each in one plan. */
  plan(uses: readonly Use[], around: Around): readonly Plan[] | Promise<readonly Plan[]>
  trust?(admission: Admission, facts: RepoFacts): Trust
  /** What its login says when it is not let in, as the vendor documents it. */
  readonly failures?: readonly Failure[]
  /** How the old secret dies once the new way works, as Markdown sentences with the pages to open. */
  retire(secrets: readonly string[], facts: RepoFacts): readonly string[]
}

/** One thing that a login says when it is refused. */
export interface Failure {
  /** Found in what the step annotated; bounded. A group named `value` is what the provider saw of the claim. */
  readonly said: RegExp
  /** The claim that did not fit: `sub`, `aud`. */
  readonly claim?: string
  /** What it means, and the change that mends it: sentences. */
  readonly why: string
  readonly mend: string
}
