import { mkdtempSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'yaml'
import { startGitHub, type App, type GitHub, type Installation, type Organization, type Repository, type SeenRun, type User } from '../github/start.ts'
import { startServing, type Serving } from './serving.ts'

interface Manifest {
  readonly default_permissions: Record<string, string>
  readonly default_events: readonly string[]
}

/** A GitHub with an organization on which the App is installed as app.yml asks, two people, and the running App. */
export interface Stage {
  readonly github: GitHub
  readonly app: App
  readonly organization: Organization
  readonly installation: Installation
  /** Writes code. */
  readonly alice: User
  /** Maintains the repositories. */
  readonly bob: User
  readonly mayfly: Serving
  /** Where the App keeps its data. */
  readonly folder: string
  /** A repository where alice may write and bob maintains. */
  repository(wanted: { readonly name: string; readonly files: Readonly<Record<string, string>>; readonly private?: boolean }): Promise<Repository>
  /** Starts the App again on the same data, wherever it was. */
  restart(env?: Readonly<Record<string, string>>): Promise<Serving>
  close(): Promise<void>
}

export interface StageOptions {
  /** Hold everything against GitHub's own description; needs the test tools. */
  readonly validate?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** What the App is given beside what app.yml asks for. */
  readonly permissions?: Readonly<Record<string, string>>
}

export const WEBHOOK_SECRET = 'a secret of the stage, not of anybody'

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const github = await startGitHub({ validate: options.validate ?? false })
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-stage-'))
  const manifest: Manifest = parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8'))
  const app = await github.createApp({
    slug: 'mayfly', permissions: { ...manifest.default_permissions, ...options.permissions }, events: manifest.default_events, webhookSecret: WEBHOOK_SECRET,
  })
  const organization = github.createOrganization('acme')
  const [alice, bob] = [github.createUser('alice'), github.createUser('bob')]
  function start(env = options.env, port = '0'): Promise<Serving> {
    return startServing({ github, app, webhookSecret: WEBHOOK_SECRET, data: join(folder, 'db'), port, ...(env ? { env } : {}) })
  }
  let mayfly = await start().catch(async (error: unknown) => {
    await github.close()
    throw error
  })
  app.setWebhook(`${mayfly.url}/api/github/webhooks`)
  const installation = organization.install(app)
  return {
    github, app, organization, installation, alice, bob, folder,
    get mayfly() {
      return mayfly
    },
    async repository(wanted) {
      const repository = await organization.createRepository({ private: true, ...wanted })
      repository.setRole(alice, 'write')
      repository.setRole(bob, 'maintain')
      return repository
    },
    async restart(env) {
      // On the same port: GitHub knows the App by its address.
      mayfly = await start(env, new URL(mayfly.url).port)
      return mayfly
    },
    async close() {
      await mayfly.stop()
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface WantedCheck {
  readonly head: string
  /** How long to wait; 60 unless told. */
  readonly seconds?: number
  fits?(run: SeenRun): boolean
}

/** The newest Mayfly run of a commit once it is completed and `fits`. */
export async function checkOf(repository: Repository, wanted: WantedCheck): Promise<SeenRun> {
  function look(): SeenRun | undefined {
    return repository.checkRuns(wanted.head).find((one) => one.status === 'completed' && (wanted.fits?.(one) ?? true))
  }
  const run = await until(look, wanted.seconds)
  if (run === undefined) throw new Error(`no such check on ${wanted.head}: ${JSON.stringify(repository.allCheckRuns(wanted.head).map(({ status, conclusion, title }) => ({ status, conclusion, title })))}`)
  return run
}

/** What `look` finds, as soon as it finds something; undefined after so many seconds. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>, seconds = 60): Promise<T | undefined> {
  for (let tries = 0; tries < seconds * 10; tries++) {
    const found = await look()
    if (found !== undefined) return found
    await pause(100)
  }
  return undefined
}
