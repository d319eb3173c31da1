import { createHash } from 'node:crypto'
import type { Annotation, Check } from '../hosted.ts'
import { call } from './call.ts'
import type { Client } from './client.ts'

export const CHECK_NAME = 'Mayfly'

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run: at most 50 annotations a request. */
const BATCH = 50

interface Run {
  readonly id: number
  readonly completed: boolean
  readonly externalId: string
}

/**
 * Completes the one check run of a commit. It looks before it makes one, so that work done twice (a repeated delivery, a
 * crash in between) ends in one run. Annotations can only be added to a run, so other content makes a new run, which
 * GitHub then shows in the place of the old.
 */
export async function publish(client: Client, check: Check): Promise<number> {
  const hash = createHash('sha256').update(JSON.stringify(check)).digest('hex').slice(0, 32)
  const latest = await latestRun(client, check)
  if (latest?.completed === true && latest.externalId === hash) return latest.id
  const run = latest && !latest.completed ? await takeUp(client, { check, hash, run: latest }) : await createRun(client, { check, hash })
  await complete(client, { check, run })
  return run.id
}

/** A run that a crash left open is finished, or where it has annotations of other content, closed and followed by a new one. */
async function takeUp(client: Client, { check, hash, run }: { check: Check; hash: string; run: Run }): Promise<Run> {
  if (run.externalId === hash) return run
  const target = { ...client.repo, check_run_id: run.id }
  if ((await annotated(client, run.id)) === 0) {
    await call('to take up a check run', () => client.octokit.rest.checks.update({ ...target, external_id: hash }))
    return { ...run, externalId: hash }
  }
  await call('to close a check run', () => client.octokit.rest.checks.update({ ...target, status: 'completed', conclusion: 'cancelled' }))
  return createRun(client, { check, hash })
}

async function latestRun(client: Client, { head, name = CHECK_NAME }: Check): Promise<Run | undefined> {
  const query = { ...client.repo, ref: head, check_name: name, app_id: client.appId, filter: 'latest' } as const
  const { data } = await call('to list check runs', () => client.octokit.rest.checks.listForRef(query))
  const run = data.check_runs.toSorted((left, right) => right.id - left.id)[0]
  return run && { id: run.id, completed: run.status === 'completed', externalId: run.external_id ?? '' }
}

async function createRun(client: Client, { check, hash }: { check: Check; hash: string }): Promise<Run> {
  const body = { ...client.repo, name: check.name ?? CHECK_NAME, head_sha: check.head, external_id: hash, status: 'in_progress' } as const
  const { data } = await call('to create a check run', () => client.octokit.rest.checks.create(body))
  return { id: data.id, completed: false, externalId: hash }
}

async function complete(client: Client, { check, run }: { check: Check; run: Run }): Promise<void> {
  const missing = check.annotations.slice(await annotated(client, run.id))
  const output = { title: check.title, summary: check.summary }
  const target = { ...client.repo, check_run_id: run.id }
  let rest = missing
  for (; rest.length > BATCH; rest = rest.slice(BATCH)) {
    const batch = rest.slice(0, BATCH)
    await call('to add annotations', () => client.octokit.rest.checks.update({ ...target, output: { ...output, annotations: copies(batch) } }))
  }
  await call('to complete a check run', () => client.octokit.rest.checks.update({
    ...target,
    status: 'completed',
    conclusion: check.conclusion,
    output: { ...output, annotations: copies(rest) },
    actions: check.actions.map((action) => ({ ...action })),
  }))
}

/** How many annotations a run has: batches are sent in order, so a run that was cut off has a prefix of them. */
async function annotated(client: Client, id: number): Promise<number> {
  const { data } = await call('to read a check run', () => client.octokit.rest.checks.get({ ...client.repo, check_run_id: id }))
  return data.output.annotations_count
}

function copies(annotations: readonly Annotation[]): Annotation[] {
  return annotations.map((annotation) => ({ ...annotation }))
}
