import { Client } from 'pg'

/** A connection of its own that hears NOTIFY, and comes back when it breaks. */
export class PostgresListener {
  readonly #url: string
  readonly #channel: string
  readonly #heard: () => void
  #client: Client | undefined
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  #closed = false

  constructor(url: string, { channel, heard }: { readonly channel: string; readonly heard: () => void }) {
    this.#url = url
    this.#channel = channel
    this.#heard = heard
  }

  /** Does not fail: whoever waits for a NOTIFY polls as well. Returns how to end it. */
  async start(): Promise<() => Promise<void>> {
    await this.#connect()
    return () => this.#close()
  }

  async #connect(): Promise<void> {
    const client = new Client({ connectionString: this.#url, keepAlive: true, connectionTimeoutMillis: 10_000, application_name: 'mayfly' })
    this.#client = client
    client.on('error', () => this.#again(client))
    client.on('end', () => this.#again(client))
    client.on('notification', this.#heard)
    try {
      await client.connect()
      await client.query(`listen "${this.#channel}"`)
      this.#failures = 0
      this.#heard()
    } catch {
      this.#again(client)
    }
  }

  #again(client: Client): void {
    if (this.#closed || this.#client !== client) return
    this.#client = undefined
    void quietEnd(client)
    const wait = Math.min(30_000, 500 * 2 ** this.#failures++)
    this.#timer = setTimeout(() => void this.#connect(), wait).unref()
  }

  async #close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    if (this.#client) await quietEnd(this.#client)
  }
}

async function quietEnd(client: Client): Promise<void> {
  await client.end().catch(() => {})
}
