import { at, textAt, type Json } from '../../../src/lib/json.ts'
import { rerequestRun, rerequestSuite, tellRun } from '../acts/checks.ts'
import { resolveCommit } from '../git/refs.ts'
import { actorOf, appOf, inRepository, numberPart, pathPart, type RepositoryCall, type Routes } from '../http/call.ts'
import { objectsAt, requiredText } from '../http/body.ts'
import { counted, paged } from '../http/pages.ts'
import { created, found, invalid, ok, type JsonObject, type Reply } from '../http/reply.ts'
import { runShape, suiteShape } from '../shape/check.ts'
import { htmlUrl } from '../shape/repository.ts'
import type { RunRecord, SuiteRecord } from '../world/records.ts'
import { latestRuns, runsOf, suiteFor } from '../world/suites.ts'

const REPO = '/repos/{owner}/{repo}'

/** Check runs and suites: https://docs.github.com/en/rest/checks */
export const checkRoutes: Routes = inRepository({
  [`POST ${REPO}/check-runs`]: createRun,
  [`PATCH ${REPO}/check-runs/{check_run_id}`]: updateRun,
  [`GET ${REPO}/check-runs/{check_run_id}`]: (call) => ok(shapeOf(call, theRun(call))),
  [`GET ${REPO}/check-runs/{check_run_id}/annotations`]: (call) =>
    paged(call, { items: annotationsOf(call), shape: (annotation) => annotation }),
  [`POST ${REPO}/check-runs/{check_run_id}/rerequest`]: (call) => {
    rerequestRun(call.world, { repository: call.repository, run: theRun(call), sender: actorOf(call.caller) })
    return created({})
  },
  [`GET ${REPO}/commits/{ref}/check-runs`]: runsAtRef,
  [`GET ${REPO}/commits/{ref}/check-suites`]: suitesAtRef,
  [`POST ${REPO}/check-suites`]: createSuite,
  [`GET ${REPO}/check-suites/{check_suite_id}`]: async (call) =>
    ok(await suiteShape(call.world, { repository: call.repository, item: theSuite(call) })),
  [`GET ${REPO}/check-suites/{check_suite_id}/check-runs`]: (call) =>
    listRuns(call, runsOf({ repository: call.repository, item: theSuite(call) })),
  [`POST ${REPO}/check-suites/{check_suite_id}/rerequest`]: async (call) => {
    await rerequestSuite(call.world, { repository: call.repository, suite: theSuite(call), sender: actorOf(call.caller) })
    return created({})
  },
})

/** A job of a workflow is a check run too, with the same id. */
function annotationsOf(call: RepositoryCall): readonly Json[] {
  const id = numberPart(call, 'check_run_id')
  const job = call.repository.workflowRuns.flatMap(({ jobs }) => jobs).find((one) => one.id === id)
  return job?.annotations ?? theRun(call).annotations
}

async function createRun(call: RepositoryCall): Promise<Reply> {
  const { world, repository, body } = call
  const app = found(appOf(call.caller))
  const headSha = await knownCommit(call, requiredText(body, 'head_sha'))
  const { suite } = suiteFor(world, { repository, app, headSha })
  const run: RunRecord = {
    id: world.ids.next('checkRun'),
    suite,
    name: requiredText(body, 'name'),
    status: 'queued',
    conclusion: null,
    detailsUrl: null,
    externalId: '',
    startedAt: world.clock.now(),
    completedAt: undefined,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  }
  applyTo(run, call)
  repository.runs.push(run)
  tellRun(world, { repository, run, sender: app.bot, action: 'created' })
  if (run.status === 'completed') tellRun(world, { repository, run, sender: app.bot, action: 'completed' })
  return created(shapeOf(call, run))
}

function updateRun(call: RepositoryCall): Reply {
  const { world, repository, caller } = call
  const run = theRun(call)
  if (run.suite.app !== appOf(caller))
    throw invalid('Invalid app_id `app_id` - check run can only be modified by the GitHub App that created it.')
  const before = run.status
  applyTo(run, call)
  if (before !== 'completed' && run.status === 'completed')
    tellRun(world, { repository, run, sender: actorOf(caller), action: 'completed' })
  return ok(shapeOf(call, run))
}

/** Fields that the body names; annotations are added to those there already. */
function applyTo(run: RunRecord, { body, world, repository }: RepositoryCall): void {
  const output = at(body, 'output')
  run.name = textAt(body, 'name') ?? run.name
  run.detailsUrl = textAt(body, 'details_url') ?? run.detailsUrl
  run.externalId = textAt(body, 'external_id') ?? run.externalId
  run.title = textAt(output, 'title') ?? run.title
  run.summary = textAt(output, 'summary') ?? run.summary
  run.text = textAt(output, 'text') ?? run.text
  run.startedAt = dateAt(textAt(body, 'started_at')) ?? run.startedAt
  run.conclusion = textAt(body, 'conclusion') ?? run.conclusion
  // A conclusion completes the run: https://docs.github.com/en/rest/checks/runs#update-a-check-run
  run.status = textAt(body, 'conclusion') === undefined ? (textAt(body, 'status') ?? run.status) : 'completed'
  if (run.status !== 'completed') run.conclusion = null
  run.completedAt = run.status === 'completed' ? (dateAt(textAt(body, 'completed_at')) ?? run.completedAt ?? world.clock.now()) : undefined
  if (at(body, 'actions') !== undefined) run.actions = objectsAt(body, 'actions')
  const blobs = `${htmlUrl(world, repository)}/blob/${run.suite.headSha}`
  run.annotations.push(...objectsAt(output, 'annotations').map((annotation) => annotationShape(annotation, blobs)))
  run.suite.updatedAt = world.clock.now()
}

function annotationShape(given: JsonObject, blobs: string): JsonObject {
  const path = textAt(given, 'path') ?? ''
  return {
    path,
    blob_href: `${blobs}/${path.split('/').map(encodeURIComponent).join('/')}`,
    start_line: given['start_line'] ?? 1,
    end_line: given['end_line'] ?? 1,
    start_column: given['start_column'] ?? null,
    end_column: given['end_column'] ?? null,
    annotation_level: given['annotation_level'] ?? null,
    title: given['title'] ?? null,
    message: given['message'] ?? null,
    raw_details: given['raw_details'] ?? null,
  }
}

async function runsAtRef(call: RepositoryCall): Promise<Reply> {
  const { repository, url } = call
  const sha = await knownCommit(call, pathPart(call, 'ref'))
  const app = url.searchParams.get('app_id')
  const runs = repository.runs.filter(({ suite }) => suite.headSha === sha && (app === null || String(suite.app.id) === app))
  return listRuns(call, runs)
}

/** Newest first, filtered as asked; of runs with the same name only the latest unless `filter=all`. */
function listRuns(call: RepositoryCall, runs: readonly RunRecord[]): Promise<Reply> {
  const { searchParams } = call.url
  const [name, status] = [searchParams.get('check_name'), searchParams.get('status')]
  const wanted = searchParams.get('filter') === 'all' ? runs : latestRuns(runs)
  const items = wanted.filter((run) => (name === null || run.name === name) && (status === null || run.status === status))
  return counted(call, { name: 'check_runs', items: items.toReversed(), shape: (run) => shapeOf(call, run) })
}

async function suitesAtRef(call: RepositoryCall): Promise<Reply> {
  const { world, repository, url } = call
  const sha = await knownCommit(call, pathPart(call, 'ref'))
  const [app, name] = [url.searchParams.get('app_id'), url.searchParams.get('check_name')]
  const items = repository.suites.filter(
    (suite) =>
      suite.headSha === sha
      && (app === null || String(suite.app.id) === app)
      && (name === null || runsOf({ repository, item: suite }).some((run) => run.name === name)),
  )
  return counted(call, { name: 'check_suites', items, shape: (item) => suiteShape(world, { repository, item }) })
}

async function createSuite(call: RepositoryCall): Promise<Reply> {
  const { world, repository, body, caller } = call
  const headSha = await knownCommit(call, requiredText(body, 'head_sha'))
  const { suite, isNew } = suiteFor(world, { repository, app: found(appOf(caller)), headSha })
  const shape = await suiteShape(world, { repository, item: suite })
  return isNew ? created(shape) : ok(shape)
}

async function knownCommit({ repository }: RepositoryCall, name: string): Promise<string> {
  const sha = await resolveCommit(repository.gitDir, name)
  if (sha === undefined) throw invalid(`No commit found for SHA: ${name}`)
  return sha
}

function shapeOf({ world, repository }: RepositoryCall, run: RunRecord): JsonObject {
  return runShape(world, { repository, item: run })
}

function theRun(call: RepositoryCall): RunRecord {
  const id = numberPart(call, 'check_run_id')
  return found(call.repository.runs.find((run) => run.id === id))
}

function theSuite(call: RepositoryCall): SuiteRecord {
  const id = numberPart(call, 'check_suite_id')
  return found(call.repository.suites.find((suite) => suite.id === id))
}

function dateAt(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}
