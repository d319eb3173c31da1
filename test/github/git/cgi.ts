import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gitEnvironment } from './run.ts'

export interface Served {
  readonly gitDir: string
  /** What follows the repository in the address: `/info/refs`, `/git-upload-pack`, `/git-receive-pack`. */
  readonly path: string
  readonly query: string
  /** Who asks: git refuses a push without a name. */
  readonly user: string
  readonly env: Readonly<Record<string, string>>
  /** Done when git has ended and before the answer does: what follows from a push has happened when the client returns. */
  finish?(): Promise<void>
}

/**
 * Answers one request by `git http-backend`, streaming both ways: packs never lie in this process's memory.
 * https://git-scm.com/docs/git-http-backend
 */
export async function serveByGit(
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
  served: Served,
): Promise<void> {
  const { request, response } = exchange
  const child = spawn('git', ['http-backend'], { env: { ...gitEnvironment(), ...cgiVariables(request, served), ...served.env } })
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  child.on('error', reject).on('close', () => resolve(undefined))
  child.stderr.resume()
  child.stdin.on('error', () => undefined) // git may end before it has read everything
  request.pipe(child.stdin)
  response.on('close', () => {
    if (!response.writableFinished) child.kill() // the client went away
  })
  const head = await readHead(child.stdout)
  response.writeHead(head.status, head.headers)
  if (head.rest.length > 0) response.write(head.rest)
  child.stdout.pipe(response, { end: false })
  await promise
  await served.finish?.()
  response.end()
}

function cgiVariables(request: IncomingMessage, served: Served): Record<string, string> {
  function header(name: string): string {
    return String(request.headers[name] ?? '')
  }
  return {
    GIT_PROJECT_ROOT: served.gitDir,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: served.path,
    QUERY_STRING: served.query,
    REQUEST_METHOD: request.method ?? 'GET',
    REMOTE_USER: served.user,
    REMOTE_ADDR: '127.0.0.1',
    CONTENT_TYPE: header('content-type'),
    CONTENT_LENGTH: header('content-length'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    HTTP_GIT_PROTOCOL: header('git-protocol'),
    GIT_PROTOCOL: header('git-protocol'),
  }
}

interface Head {
  readonly status: number
  readonly headers: Record<string, string>
  readonly rest: Buffer
}

async function readHead(output: NodeJS.ReadableStream): Promise<Head> {
  let seen: Buffer = Buffer.alloc(0)
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  function take(chunk: Buffer): void {
    seen = Buffer.concat([seen, chunk])
    if (seen.includes('\r\n\r\n')) finish()
  }
  function finish(): void {
    output.off('data', take).off('end', finish)
    output.pause()
    resolve(seen)
  }
  output.on('data', take).on('end', finish)
  return parseHead(await promise)
}

function parseHead(bytes: Buffer): Head {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return { status: 500, headers: {}, rest: Buffer.alloc(0) }
  const lines = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const { status = '200', ...others } = headers
  return { status: Number.parseInt(status, 10), headers: others, rest: bytes.subarray(end + 4) }
}
