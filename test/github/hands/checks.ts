import type { Json } from '../../../src/lib/json.ts'
import { requestAction, rerequestRun } from '../acts/checks.ts'
import type { RepositoryRecord, RunRecord } from '../world/records.ts'
import { latestRuns } from '../world/suites.ts'
import type { World } from '../world/world.ts'
import type { User } from './user.ts'

/** A check run as a person sees it at the commit. */
export interface SeenRun {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly title: string | null
  readonly summary: string | null
  readonly text: string | null
  readonly externalId: string
  readonly detailsUrl: string | null
  readonly annotations: readonly Json[]
  readonly actions: readonly Json[]
}

/** What people see and do at a commit's checks. */
export interface CheckHands {
  /** The newest run of each name, with all annotations and buttons. */
  checkRuns(sha: string): readonly SeenRun[]
  /** Every run ever made for the commit, oldest first. */
  allCheckRuns(sha: string): readonly SeenRun[]
  clickButton(user: User, button: { readonly checkRunId: number; readonly identifier: string }): void
  /** "Re-run" of one check. */
  rerequest(user: User, checkRunId: number): void
}

export function checkHands(world: World, repository: RepositoryRecord): CheckHands {
  function runsAt(sha: string): readonly RunRecord[] {
    return repository.runs.filter(({ suite }) => suite.headSha === sha)
  }
  return {
    checkRuns: (sha) => latestRuns(runsAt(sha)).map(seen),
    allCheckRuns: (sha) => runsAt(sha).map(seen),
    clickButton(user, { checkRunId, identifier }) {
      const run = theRun(repository, checkRunId)
      if (!run.actions.some((action) => identifierOf(action) === identifier))
        throw new TypeError(`check run ${checkRunId} has no button ${identifier}`)
      requestAction(world, { repository, run, sender: user.account, identifier })
    },
    rerequest: (user, checkRunId) => rerequestRun(world, { repository, run: theRun(repository, checkRunId), sender: user.account }),
  }
}

function identifierOf(action: Json): Json | undefined {
  return typeof action === 'object' && action !== null && 'identifier' in action ? action.identifier : undefined
}

function seen(run: RunRecord): SeenRun {
  const { id, name, status, conclusion, title, summary, text, externalId, detailsUrl, annotations, actions } = run
  return { id, name, status, conclusion, title, summary, text, externalId, detailsUrl, annotations: [...annotations], actions }
}

function theRun(repository: RepositoryRecord, id: number): RunRecord {
  const run = repository.runs.find((candidate) => candidate.id === id)
  if (run === undefined) throw new TypeError(`there is no check run ${id}`)
  return run
}
