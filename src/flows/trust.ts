import type { MigrationPlan } from '../migrate/plan.ts'
import { providerOf } from '../migrate/planned.ts'
import { subjectText } from '../migrate/subject-text.ts'
import { trustOf } from '../migrate/trust-text.ts'
import type { Admission, RepoFacts, Trust } from '../workflow.ts'

/** Whom one provider must let in for the migrated workflows, and how that is written there. */
export interface Trusted {
  readonly provider: string
  /** The migration's id. */
  readonly migration: string
  readonly identity: string
  readonly subjects: Admission['subjects']
  readonly environments: readonly string[]
  readonly jobs: readonly { readonly path: string; readonly job: string }[]
  /** Absent where the provider needs to be told nothing. */
  readonly trust?: Trust
}

export interface TrustWanted {
  readonly facts: RepoFacts
  /** The environment that the jobs will run in, whatever the workflows say today. */
  readonly environment?: string
}

/** The trust conditions of a plan, in the order of its pull requests. */
export function trustsOf({ proposals }: MigrationPlan, { facts, environment }: TrustWanted): readonly Trusted[] {
  return proposals.flatMap(({ admissions }) => admissions).map(({ migration, admission: planned }) => {
    const admission = environment === undefined ? planned : within(planned, { facts, environment })
    const trust = trustOf({ migration, admission }, facts)
    return {
      provider: providerOf(migration),
      migration: migration.id,
      identity: admission.identity,
      subjects: admission.subjects,
      environments: admission.environments,
      jobs: admission.places.map(({ job }) => ({ path: job.workflow.path, job: job.id })),
      ...(trust === undefined ? {} : { trust }),
    }
  })
}

// The environment decides the subject before anything else does: https://docs.github.com/en/actions/reference/security/oidc
function within(admission: Admission, { facts, environment }: { readonly facts: RepoFacts; readonly environment: string }): Admission {
  const context = `environment:${environment.replaceAll(':', '%3A')}`
  const found = admission.places.map(({ job }) => subjectText({ context, job, facts }))
  return { ...admission, subjects: found.filter((one, i) => found.findIndex(({ text }) => text === one.text) === i), environments: [environment] }
}
