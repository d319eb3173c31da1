// Which version of the Cloud SDK a job asks for.
import { codeSpan } from '../../lib/code-span.ts'
import type { Job, Step, Use } from '../../workflow.ts'

/** The first version that knows federation: github.com/google-github-actions/setup-gcloud, README of v0 and v1, input `version`. */
export const FEDERATED = 363

/** Why a job's Cloud SDK does not take the login, if so; a setup that is raised with the key's removal asks for a newer one itself. */
export function sdkTrouble(uses: readonly Use[]): string | undefined {
  const raised = new Set(uses.flatMap(({ as, flow }) => (as === 'gcloud' ? (flow.step ?? []) : [])))
  const jobs = new Set(uses.flatMap(({ flow }) => flow.job ?? []))
  const old = [...jobs].find((job) => isOld(imageVersion(job)) || job.steps.some((step) => !raised.has(step) && asksForOld(step)))
  return old === undefined ? undefined : `Job ${codeSpan(old.id)} asks for a Cloud SDK older than ${FEDERATED}, which does not know workload identity federation: raise that first.`
}

/** Whether a step sets up such an old one. */
export function asksForOld({ uses, with: inputs }: Step): boolean {
  const version = inputs.find(({ name }) => name === 'version')?.value ?? ''
  return /(?:^|\/)setup-gcloud$/.test(uses?.name ?? '') && isOld(/^[~^=v]{0,2}\s{0,3}(\d{2,4})(?:\.|$)/.exec(version)?.[1])
}

function imageVersion({ container = '' }: Job): string | undefined {
  return /(?:^|\/)(?:cloud-sdk|google-cloud-cli):(\d{2,4})\./.exec(container)?.[1]
}

function isOld(major: string | undefined): boolean {
  return major !== undefined && Number(major) < FEDERATED
}
