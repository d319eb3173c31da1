import type { Note, Run, RunJob } from '../hosted.ts'
import { callIfAllowed } from './call.ts'
import type { Client } from './client.ts'

/** A run of a workflow with its jobs (of its last attempt) and their steps. */
export async function runById(client: Client, run_id: number): Promise<Run | undefined> {
  const { actions } = client.octokit.rest
  const answer = await callIfAllowed('to read a run', () => actions.getWorkflowRun({ ...client.repo, run_id }))
  if (answer === undefined) return undefined
  const query = { ...client.repo, run_id, per_page: 100 }
  const jobs = await callIfAllowed('to list the jobs of a run', () => client.octokit.paginate(actions.listJobsForWorkflowRun, query))
  const { data } = answer
  return {
    id: data.id,
    // `path@ref` where the workflow lies elsewhere.
    path: data.path.split('@')[0] ?? data.path,
    head: data.head_sha,
    branch: data.head_branch ?? undefined,
    // Null where the fork is gone.
    from: data.head_repository?.id === data.repository.id ? 'here' : 'elsewhere',
    event: data.event,
    url: data.html_url,
    jobs: (jobs ?? []).map(toJob),
  }
}

interface JobData {
  readonly id: number
  readonly name: string
  readonly conclusion: string | null
  readonly html_url: string | null
  readonly steps?: readonly { readonly name: string; readonly conclusion: string | null }[]
}

function toJob({ id, name, conclusion, html_url: url, steps = [] }: JobData): RunJob {
  return { id, name, conclusion: conclusion ?? '', url: url ?? '', steps: steps.map((step) => ({ name: step.name, conclusion: step.conclusion ?? '' })) }
}

/** A job is a check run too, with the same id: https://docs.github.com/en/rest/checks/runs#list-check-run-annotations */
export async function notesOf(client: Client, job: number): Promise<readonly Note[]> {
  const query = { ...client.repo, check_run_id: job, per_page: 100 }
  const answer = await callIfAllowed('to read what a job annotated', () => client.octokit.rest.checks.listAnnotations(query))
  return (answer?.data ?? []).map(({ title, message }) => ({ title: title ?? '', message: message ?? '' }))
}
