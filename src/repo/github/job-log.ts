import { callIfAllowed } from './call.ts'
import type { Client } from './client.ts'

/** What is kept of a log: a login that is refused ends its job. */
const KEPT = 256 * 1024
/** Beyond this nobody waits for the end. */
const MOST_READ = 64 * 1024 * 1024
/** Milliseconds. */
const PATIENCE = 60_000

/** The last of what a job printed; undefined where it cannot be seen (any more). https://docs.github.com/en/rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run */
export async function endOfLog(client: Client, job_id: number): Promise<string | undefined> {
  const { actions } = client.octokit.rest
  // The body as it comes: logs may be of any length.
  const request = { parseSuccessResponseBody: false, signal: AbortSignal.timeout(PATIENCE) }
  const answer = await callIfAllowed('to read the log of a job', () => actions.downloadJobLogsForWorkflowRun({ ...client.repo, job_id, request }))
  const body: unknown = answer?.data
  return body instanceof ReadableStream ? tailOf(body) : undefined
}

/** The end of a stream; undefined where it breaks off: then nobody knows its end. */
export async function tailOf(body: ReadableStream<Uint8Array>): Promise<string | undefined> {
  let tail: Buffer = Buffer.alloc(0)
  let read = 0
  try {
    for await (const chunk of body) {
      read += chunk.length
      tail = Buffer.concat([tail, chunk]).subarray(-KEPT)
      if (read > MOST_READ) return undefined
    }
  } catch {
    return undefined
  }
  return tail.toString('utf8')
}
