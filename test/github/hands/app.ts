import { registerApp, type AppOptions } from '../acts/installations.ts'
import type { AppRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'

/** A registered App. */
export interface App {
  readonly id: number
  readonly slug: string
  readonly clientId: string
  /** PEM (PKCS#1), as GitHub's download. */
  readonly privateKey: string
  readonly webhookSecret: string
  readonly record: AppRecord
  /** Where webhooks go from now on; undefined: nowhere. */
  setWebhook(url: string | undefined): void
}

export async function appHand(world: World, options: AppOptions): Promise<App> {
  const { app, privateKey } = await registerApp(world, options)
  return {
    id: app.id,
    slug: app.slug,
    clientId: app.clientId,
    privateKey,
    webhookSecret: options.webhookSecret,
    record: app,
    setWebhook(url) {
      app.webhookUrl = url
    },
  }
}
