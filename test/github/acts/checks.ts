import { tell } from '../hooks/tell.ts'
import type { JsonObject } from '../http/reply.ts'
import { runInWebhook, suiteShape } from '../shape/check.ts'
import type { Account, RepositoryRecord, RunRecord, SuiteRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'

export interface RunAct {
  readonly repository: RepositoryRecord
  readonly run: RunRecord
  readonly sender: Account
}

/** Only the App that made a run hears of it. */
export function tellRun(world: World, act: RunAct & { readonly action: string; readonly more?: JsonObject }): void {
  const { repository, run, sender, action, more = {} } = act
  const payload = { check_run: runInWebhook(world, { repository, item: run }), ...more }
  tell(world, { event: 'check_run', action, repository, sender, only: run.suite.app, payload })
}

/** A person clicks one of the run's buttons. */
export function requestAction(world: World, act: RunAct & { readonly identifier: string }): void {
  tellRun(world, { ...act, action: 'requested_action', more: { requested_action: { identifier: act.identifier } } })
}

export function rerequestRun(world: World, act: RunAct): void {
  tellRun(world, { ...act, action: 'rerequested' })
}

export async function rerequestSuite(
  world: World,
  act: { readonly repository: RepositoryRecord; readonly suite: SuiteRecord; readonly sender: Account },
): Promise<void> {
  const { repository, suite, sender } = act
  const payload = { check_suite: await suiteShape(world, { repository, item: suite }) }
  tell(world, { event: 'check_suite', action: 'rerequested', repository, sender, only: suite.app, payload })
}
