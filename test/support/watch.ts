// What an operator can see of a running Mayfly, for tests that wait for it.
import type { Stage } from './stage.ts'
import { until } from './stage.ts'

/** How many jobs of a name have come to their end, well or not. */
export async function jobsEnded(stage: Stage, name: string): Promise<number> {
  const counts = [...(await metrics(stage)).matchAll(/mayfly_job_seconds_count\{name="([\w-]+)",state="([\w-]+)"\} (\d+)/g)]
  return counts.filter(([, job, state]) => job === name && state !== 'later').reduce((sum, [, , , count]) => sum + Number(count), 0)
}

/** Waits until a job of this name has ended that `act` brings about. */
export async function jobAfter<Result>(stage: Stage, { name, act }: { readonly name: string; readonly act: () => Promise<Result> }): Promise<Result> {
  const before = await jobsEnded(stage, name)
  const result = await act()
  const ended = await until(async () => ((await jobsEnded(stage, name)) > before ? 'ended' : undefined))
  if (ended === undefined) throw new Error(`no ${name} job ended within 40 s\n${stage.mayfly.log()}`)
  return result
}

/** The ledger's rows of one sort, by /metrics: `deliveries_open`. */
export async function rows(stage: Stage, what: string): Promise<number> {
  return Number(new RegExp(`mayfly_ledger\\{what="${what}"\\} (\\d+)`).exec(await metrics(stage))?.[1] ?? 0)
}

/** Waits until all that was delivered is worked off. */
export async function quiet(stage: Stage): Promise<void> {
  await stage.github.settle()
  const done = await until(async () => ((await rows(stage, 'deliveries_open')) === 0 ? 'done' : undefined))
  if (done === undefined) throw new Error(`deliveries are still open after 40 s\n${stage.mayfly.log()}`)
}

/** Waits until nothing is on its way any more: no webhook, no delivery, no job. */
export async function calm(stage: Stage): Promise<void> {
  const done = await until(async () => {
    await stage.github.settle()
    const text = await metrics(stage)
    const left = ['deliveries_open', 'jobs_waiting', 'jobs_running'].map((what) => Number(new RegExp(`mayfly_ledger\\{what="${what}"\\} (\\d+)`).exec(text)?.[1] ?? 0))
    return left.every((count) => count === 0) ? 'calm' : undefined
  })
  if (done === undefined) throw new Error(`something is still going on after 60 s\n${stage.mayfly.log()}`)
}

export async function metrics(stage: Stage): Promise<string> {
  return (await fetch(`${stage.mayfly.url}/metrics`)).text()
}
