// Google's own actions that were given the key themselves until their version 1, and find the login since.
import type { Change, Step } from '../../workflow.ts'

/** The inputs that mean the same in the version that is written: action.yml of v0 and of v3 in github.com/google-github-actions/<name>. */
const RAISED: Readonly<Record<string, readonly string[]>> = {
  'get-gke-credentials': ['cluster_name', 'location', 'project_id', 'use_auth_provider', 'use_internal_ip', 'context_name'],
  'deploy-cloudrun': ['service', 'image', 'region', 'project_id', 'env_vars', 'flags', 'suffix', 'tag', 'timeout'],
  'deploy-appengine': ['project_id', 'deliverables', 'image_url', 'version', 'promote', 'flags', 'working_directory'],
  'upload-cloud-storage': ['project_id', 'path', 'destination', 'gzip', 'parent', 'glob', 'concurrency'],
  'get-secretmanager-secrets': ['secrets'],
}

const OWN = /^(?:google-github-actions|googlecloudplatform\/github-actions)\/([\w-]{1,60})$/

/** Whether a newer version of a step's action finds the login in place of this input. */
export function findsLogin({ uses, with: inputs }: Step, input: string): boolean {
  const known = RAISED[OWN.exec(uses?.name ?? '')?.[1] ?? '']
  return input === 'credentials' && known !== undefined && inputs.every(({ name }) => name === 'credentials' || known.includes(name))
}

/** The step without the key, in a version that needs none. */
export function withoutCredentials(step: Step): readonly Change[] {
  const { name = '', ref = '', version = [] } = step.uses ?? {}
  const recent = (version[0] ?? 0) >= 1 || (ref === 'main' && name.startsWith('google-github-actions/'))
  const raised = { change: 'use-action', step, action: `google-github-actions/${OWN.exec(name)?.[1] ?? ''}` } as const
  return [{ change: 'remove-input', step, name: 'credentials' }, ...(recent ? [] : [raised])]
}

/** Whether one of these steps logs in before another one does, whatever happens in between. */
export function isLoggedIn(step: Step, others: readonly Step[]): boolean {
  return others.some((one) => one.job === step.job && one.index < step.index && (one.if === undefined || one.if === step.if))
}
