// The thread that owns an embedded store: it holds the folder's lock and the database, and serves every other thread.
import { chmodSync, mkdirSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { MayflyError } from '../lib/errors.ts'
import { takeLock } from './lock.ts'
import type { Start, Started } from './pglite-protocol.ts'
import { PgliteServer } from './pglite-server.ts'

const REFRESH = 10_000

async function open({ folder, port }: Start): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // PGlite makes files that all may read: the folder is what keeps others out.
  chmodSync(folder, 0o700)
  const lock = takeLock(folder)
  try {
    const pglite = await PGlite.create(folder)
    const server = new PgliteServer(pglite)
    const alive = setInterval(() => lock.refresh(), REFRESH)
    server.serve(port)
    return async () => {
      clearInterval(alive)
      await server.close()
      lock.release()
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function failed(folder: string, error: unknown): Started {
  if (error instanceof MayflyError) return { state: 'failed', code: error.code, message: error.message }
  return { state: 'failed', code: 'store', message: `Cannot open the store in the folder ${folder}. Is it one, and may this user write it?` }
}

const start: Start = workerData
const parent = parentPort
if (parent === null) throw new TypeError('pglite-thread is started as a thread')
try {
  const close = await open(start)
  parent.once('message', () => {
    void close().finally(() => parent.close())
  })
  parent.postMessage({ state: 'ready' } satisfies Started, [])
} catch (error) {
  parent.postMessage(failed(start.folder, error), [])
  parent.close()
}
