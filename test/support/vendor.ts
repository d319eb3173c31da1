import { createServer, type IncomingMessage } from 'node:http'
import { afterAll } from '@jest/globals'

export interface VendorAnswer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Vendor {
  /** For `standIns`: every host named is answered here. */
  readonly origin: string
  /** What was asked, in the order it came. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const open: Vendor[] = []
afterAll(async () => {
  for (const vendor of open.splice(0)) await vendor.close()
})

/** A server on this machine that answers in a vendor's place; `drop` cuts the connection, `hang` never answers. */
export async function startVendor(answer: (asked: IncomingMessage) => VendorAnswer | 'drop' | 'hang'): Promise<Vendor> {
  const asked: string[] = []
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.headers.host}${incoming.url}`)
    incoming.resume()
    const given = answer(incoming)
    if (given === 'drop') incoming.socket.destroy()
    else if (given !== 'hang') outgoing.writeHead(given.status, { 'content-type': 'application/json', ...given.headers }).end(JSON.stringify(given.body ?? {}))
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', () => resolve())
  await promise
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const vendor = {
    origin: `http://127.0.0.1:${port}`,
    asked,
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
  open.push(vendor)
  return vendor
}
