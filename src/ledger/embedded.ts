import { resolve } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { MayflyError } from '../lib/errors.ts'
import { threadUrl } from '../lib/thread-url.ts'
import { PgliteClient } from './pglite-client.ts'
import type { Start, Started } from './pglite-protocol.ts'
import type { Source } from './source.ts'

/** A PostgreSQL of our own in a folder and in a thread of its own. Throws MayflyError `busy` or `store`. */
export async function openEmbedded(folder: string): Promise<Source> {
  const { port1, port2 } = new MessageChannel()
  const start: Start = { folder: resolve(folder), port: port1 }
  const thread = new Worker(threadUrl('ledger/pglite-thread'), { workerData: start, transferList: [port1] })
  const ended = new Promise<void>((exited) => thread.once('exit', () => exited()))
  const started = await answer(thread)
  if (started.state === 'failed') {
    port2.close()
    throw new MayflyError(started.code === 'busy' ? 'busy' : 'store', started.message)
  }
  const client = new PgliteClient(port2)
  const asked = Promise.withResolvers<'asked'>()
  return {
    backend: 'pglite',
    session: () => client.session(),
    script: (sql) => client.script(sql),
    listen: (channel, heard) => client.listen(channel, heard),
    share: () => client.share(),
    lost: Promise.race([asked.promise, ended]).then((how) => (how === 'asked' ? new Promise(() => {}) : undefined)),
    async close() {
      asked.resolve('asked')
      thread.postMessage('close', [])
      await ended
      await client.close()
    },
  }
}

async function answer(thread: Worker): Promise<Started> {
  const { promise, resolve } = Promise.withResolvers<Started>()
  const broken = { state: 'failed', code: 'store', message: 'The thread of the embedded store could not start.' } as const
  thread.once('message', resolve)
  thread.on('error', () => resolve(broken))
  thread.once('exit', () => resolve(broken))
  return promise
}
