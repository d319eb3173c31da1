import type { Source } from './source.ts'

/** The schema that pg-boss keeps its own tables in. */
export const JOBS = 'mayfly_jobs'

// An attempt that ended so counts as one, but is not made to wait like one that failed by itself.
const AGAIN = `update ${JOBS}.job set state = 'retry', start_after = now(), heartbeat_on = null where state = 'active'`

/** Makes the jobs due at once whose worker has not renewed its claim in time. */
export const RECLAIM = `${AGAIN} and heartbeat_on + heartbeat_seconds * interval '1s' < now()`

/** Makes all jobs due at once that ran when the only process that can have run them died. */
export async function recoverJobs(source: Pick<Source, 'script'>): Promise<void> {
  const { rows } = await source.script<{ there: string | null }>(`select to_regclass('${JOBS}.job')::text as there`)
  if (rows[0]?.there !== null) await source.script(AGAIN)
}
