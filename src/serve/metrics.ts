import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
  webhook(outcome: string): void
  job(name: string, outcome: { readonly state: string; readonly seconds: number }): void
  threadRestarted(): void
}

/** What an operator watches. Labels are closed words: no repository, no person, no finding. */
export function createMetrics(counts: () => Promise<Readonly<Record<string, number>>>): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const webhooks = new Counter({ name: 'mayfly_webhooks_total', help: 'Webhooks answered, by outcome.', labelNames: ['outcome'], registers: [registry] })
  const jobs = new Histogram({
    name: 'mayfly_job_seconds', help: 'Time a job took, by name and how it ended.', labelNames: ['name', 'state'], registers: [registry],
    buckets: [0.1, 0.5, 1, 5, 15, 60, 300],
  })
  const restarts = new Counter({ name: 'mayfly_thread_restarts_total', help: 'Work threads that ended and were started again.', registers: [registry] })
  const ledger = new Gauge({
    name: 'mayfly_ledger', help: 'Rows of the ledger, by what they are.', labelNames: ['what'], registers: [registry],
    async collect() {
      const all = Object.entries(await counts())
      // A sort of which there are no more rows is not among them, and would keep its last number.
      this.reset()
      for (const [what, count] of all) this.set({ what }, count)
    },
  })
  void ledger
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    webhook: (outcome) => webhooks.inc({ outcome }),
    job: (name, { state, seconds }) => jobs.observe({ name, state }, seconds),
    threadRestarted: () => restarts.inc(),
  }
}
