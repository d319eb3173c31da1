// The `sub` claim as GitHub writes it: https://docs.github.com/en/actions/reference/security/oidc#customizing-the-subject-claims-for-an-organization-or-repository
import type { Admission, Job, RepoFacts, Workflow } from '../workflow.ts'
import { prefixOf } from './subject-prefix.ts'

export interface Situation {
  /** `environment:prod`, `ref:refs/heads/main`, `pull_request`; with `*` for any text. */
  readonly context: string
  readonly job: Job
  readonly facts: RepoFacts
}

/** The subject of a job's token in a situation: the repository and the situation, or whatever the repository's template asks for. */
export function subjectText({ context, job, facts }: Situation): Admission['subjects'][number] {
  const keys = templateOf(facts)
  const parts = keys.map((key) => partOf(key, { context, job, facts }))
  const text = parts.length === 0 ? `${prefixOf(facts)}:${context}` : parts.join(':')
  return { text, exact: text.includes('*') ? 'pattern' : 'exact' }
}

function templateOf({ subjectClaims }: RepoFacts): readonly string[] {
  return subjectClaims === undefined || subjectClaims === 'organization' ? [] : subjectClaims
}

/** What a person must know of a template: that it is not known, or that it names no repository. */
export function templateWarnings(facts: RepoFacts): readonly string[] {
  if (facts.subjectClaims === 'organization') return [ORGANIZATION]
  const keys = templateOf(facts)
  return keys.length === 0 || keys.some((key) => NAMING.has(key)) ? [] : [`The subjects of this repository (made of ${keys.join(', ')}) do not name it: whoever compares nothing but the subject lets every repository in that has the same. Put \`repo\` into the template first.`]
}

const ORGANIZATION = 'This repository follows its organization\'s template for subjects, which could not be read; GitHub\'s own was taken. Compare `gh api orgs/{org}/actions/oidc/customization/sub`.'
const NAMING: ReadonlySet<string> = new Set(['repo', 'repository', 'repository_id', 'workflow_ref'])

function partOf(key: string, situation: Situation): string {
  const { context, facts: { owner, name, id, ownerId, visibility } } = situation
  const [kind, ...rest] = context.split(':')
  switch (key) {
    case 'repo':
      return prefixOf(situation.facts)
    case 'context':
      return context
    case 'environment':
    case 'ref':
      return `${key}:${kind === key ? rest.join(':') : '*'}`
    case 'workflow_ref':
    case 'job_workflow_ref':
      return `${key}:${fileRef(key, situation)}`
    default:
      break
  }
  const known: Readonly<Record<string, string | undefined>> = {
    repository: owner === undefined || name === undefined ? undefined : `${owner}/${name}`,
    repository_owner: owner, repository_id: id, repository_owner_id: ownerId, repository_visibility: visibility,
  }
  return `${key}:${known[key] ?? '*'}`
}

/** `owner/name/.github/workflows/deploy.yml@refs/heads/main` */
function fileRef(key: 'workflow_ref' | 'job_workflow_ref', { context, job, facts: { owner, name } }: Situation): string {
  const files = key === 'job_workflow_ref' ? [job.workflow] : started(job.workflow)
  const [file] = files
  if (owner === undefined || name === undefined || file === undefined || files.length > 1) return '*'
  return `${owner}/${name}/${file.path}@${context.startsWith('ref:') ? context.slice('ref:'.length) : '*'}`
}

const MOST_DEEP = 10

/** The workflows whose runs a workflow's jobs are in. */
export function started(workflow: Workflow, depth = 0): readonly Workflow[] {
  if (workflow.callers.length === 0 || depth > MOST_DEEP) return [workflow]
  return [...new Set(workflow.callers.flatMap((job) => started(job.workflow, depth + 1)))]
}
