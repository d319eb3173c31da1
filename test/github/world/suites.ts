import type { AppRecord, RepositoryRecord, RunRecord, SuiteRecord } from './records.ts'
import type { World } from './world.ts'

interface Place {
  readonly repository: RepositoryRecord
  readonly item: SuiteRecord
}

export interface SuiteWanted {
  readonly repository: RepositoryRecord
  readonly app: AppRecord
  readonly headSha: string
  readonly branch?: string
  readonly before?: string
}

/** An App's suite for a commit: there is one, however many runs it holds. */
export function suiteFor(world: World, wanted: SuiteWanted): { readonly suite: SuiteRecord; readonly isNew: boolean } {
  const { repository, app, headSha } = wanted
  const there = repository.suites.find((suite) => suite.app === app && suite.headSha === headSha)
  if (there !== undefined) return { suite: there, isNew: false }
  const now = world.clock.now()
  const suite = {
    id: world.ids.next('checkSuite'),
    app,
    headSha,
    branch: wanted.branch ?? null,
    before: wanted.before ?? null,
    createdAt: now,
    updatedAt: now,
  }
  repository.suites.push(suite)
  return { suite, isNew: true }
}

export function runsOf({ repository, item: suite }: Place): readonly RunRecord[] {
  return repository.runs.filter((run) => run.suite === suite)
}

/** The newest run of each name: what a person sees at the commit. */
export function latestRuns(runs: readonly RunRecord[]): readonly RunRecord[] {
  return [...new Map(runs.map((run) => [`${run.suite.app.id} ${run.name}`, run])).values()]
}

export function statusOf(place: Place): 'queued' | 'in_progress' | 'completed' {
  const runs = runsOf(place)
  if (runs.length === 0) return 'queued'
  return runs.every((run) => run.status === 'completed') ? 'completed' : 'in_progress'
}

const WORST_FIRST = ['failure', 'timed_out', 'action_required', 'cancelled', 'success', 'neutral', 'skipped']

export function conclusionOf(place: Place): string | null {
  if (statusOf(place) !== 'completed') return null
  const conclusions = latestRuns(runsOf(place)).map((run) => run.conclusion)
  return WORST_FIRST.find((conclusion) => conclusions.includes(conclusion)) ?? null
}
