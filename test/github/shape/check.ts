import { readCommit } from '../git/commits.ts'
import type { JsonObject } from '../http/reply.ts'
import { stamp } from '../world/clock.ts'
import { nodeId } from '../world/ids.ts'
import { conclusionOf, runsOf, statusOf } from '../world/suites.ts'
import { pullsOfHead } from '../world/issues.ts'
import type { RunRecord, SuiteRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { appShape } from './app.ts'
import { simpleCommitShape, type Placed } from './commit.ts'
import { pullMinimalShape } from './pull.ts'
import { apiUrl, htmlUrl, repositoryShape } from './repository.ts'

/** `check-run` */
export function runShape(world: World, place: Placed<RunRecord>): JsonObject {
  const { repository, item: run } = place
  const url = `${apiUrl(world, repository)}/check-runs/${run.id}`
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CR', run.id),
    head_sha: run.suite.headSha,
    external_id: run.externalId,
    url,
    html_url: `${htmlUrl(world, repository)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? `${world.url}/apps/${run.suite.app.slug}`,
    status: run.status,
    conclusion: run.conclusion,
    started_at: stamp(run.startedAt),
    completed_at: run.completedAt === undefined ? null : stamp(run.completedAt),
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: appShape(world, run.suite.app),
    pull_requests: pulls(world, { repository, item: run.suite }),
  }
}

/** A run inside a webhook: its suite is there in short. */
export function runInWebhook(world: World, place: Placed<RunRecord>): JsonObject {
  const {
    repository,
    item: { suite },
  } = place
  return {
    ...runShape(world, place),
    check_suite: {
      ...suiteCore(world, { repository, item: suite }),
      app: appShape(world, suite.app),
      repository: repositoryShape(world, repository),
    },
  }
}

/** `check-suite` */
export async function suiteShape(world: World, place: Placed<SuiteRecord>): Promise<JsonObject> {
  const { repository, item: suite } = place
  const commit = await readCommit(repository.gitDir, suite.headSha)
  return {
    ...suiteCore(world, place),
    app: appShape(world, suite.app),
    repository: repositoryShape(world, repository),
    head_commit: commit === undefined ? null : simpleCommitShape(commit),
    latest_check_runs_count: runsOf(place).length,
    check_runs_url: `${apiUrl(world, repository)}/check-suites/${suite.id}/check-runs`,
    rerequestable: true,
    runs_rerequestable: true,
  }
}

function suiteCore(world: World, place: Placed<SuiteRecord>): JsonObject {
  const { repository, item: suite } = place
  return {
    id: suite.id,
    node_id: nodeId('CS', suite.id),
    head_branch: suite.branch,
    head_sha: suite.headSha,
    status: statusOf(place),
    conclusion: conclusionOf(place),
    url: `${apiUrl(world, repository)}/check-suites/${suite.id}`,
    before: suite.before,
    after: suite.headSha,
    pull_requests: pulls(world, place),
    created_at: stamp(suite.createdAt),
    updated_at: stamp(suite.updatedAt),
  }
}

/** The open pull requests of this repository's own branches; a fork's are not listed, as on github.com. */
function pulls(world: World, { repository, item: suite }: Placed<SuiteRecord>): readonly JsonObject[] {
  return pullsOfHead({ repository, sha: suite.headSha }).map((issue) => pullMinimalShape(world, { repository, item: issue }))
}
