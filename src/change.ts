// The words in which a migration asks for a change; workflow.ts hands them on.
import type { Access, Flow, Job, Owner, Step, Use, Workflow } from './workflow.ts'

/** What a provider asks for. The engine makes the text, and refuses where anything else would change. */
export type Change =
  | { readonly change: 'remove-input'; readonly step: Step; readonly name: string }
  | { readonly change: 'set-input'; readonly step: Step; readonly name: string; readonly value: string }
  | { readonly change: 'remove-variable'; readonly owner: Owner; readonly name: string }
  | { readonly change: 'set-variable'; readonly owner: Owner; readonly name: string; readonly value: string }
  | { readonly change: 'use-action'; readonly step: Step; readonly action: string }
  | { readonly change: 'insert-step'; readonly before: Step; readonly step: NewStep }
  | { readonly change: 'remove-step'; readonly step: Step }
  /** One whole line of a `run`, as it is written but for the space around it; or several that follow each other, with `\n` between them. */
  | { readonly change: 'remove-line'; readonly step: Step; readonly line: string }
  /** Every place of a piece of a `run`, within one line. */
  | { readonly change: 'replace-text'; readonly step: Step; readonly from: string; readonly to: string }
  /** A secret that a job hands to the workflow that it calls, and its declaration there. The engine asks for these itself. */
  | { readonly change: 'remove-passed-secret'; readonly job: Job; readonly name: string }
  | { readonly change: 'remove-declared-secret'; readonly workflow: Workflow; readonly name: string }
  | { readonly change: 'replace-expression'; readonly flow: Flow; readonly expression: string }
  | { readonly change: 'needs-permission'; readonly job: Job; readonly scope: string; readonly access: Access }
  | { readonly change: 'needs-environment'; readonly job: Job; readonly name: string }

/** `uses` is `owner/name`: the engine knows the version to pin. */
export interface NewStep {
  readonly name: string
  /** Must be no other step's of the job. */
  readonly id?: string
  readonly if?: string
  /** `continue-on-error`: where a failure of what needs the step was passed over before. */
  readonly onError?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** `report`: a short-lived form exists, but not by editing this file alone. `advice`: none exists. */
export type Plan =
  | {
      readonly state: 'rewrite'
      readonly uses: readonly Use[]
      readonly reason: string
      readonly changes: readonly Change[]
      readonly grants: readonly Grant[]
      readonly assumed: readonly string[]
    }
  | { readonly state: 'report' | 'advice'; readonly uses: readonly Use[]; readonly reason: string }

/** Who must be let in: `identity` is the migration's own name for the role, package or registry that admits these jobs. */
export interface Grant {
  readonly identity: string
  /** The variables that the rewritten workflow reads, and what they hold. */
  readonly variables: readonly { readonly name: string; readonly holds: string }[]
  readonly places: readonly Admitted[]
}

/** A job that logs in, and the condition of the step that does. */
export type Admitted = { readonly job: Job; readonly if?: string }
