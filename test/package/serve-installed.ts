import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { textAt } from '../../src/lib/json.ts'
import { startGitHub, type App, type GitHub, type SeenRun } from '../github/start.ts'
import { environment } from '../scripts/run-command.ts'
import { openDesk } from '../support/desk.ts'
import { tempFolder } from '../support/git.ts'
import { checkOf, until } from '../support/stage.ts'
import type { Installed } from './installed.ts'

const WEBHOOK_SECRET = 'a secret of this test, not of anybody'

export interface Seen {
  readonly conclusion: SeenRun['conclusion']
  readonly annotated: readonly (string | undefined)[]
  /** How it ended when it was asked to. */
  readonly code: number | null
}

/** Runs the installed `mayfly serve` on a GitHub of its own, pushes a leaked token, and says what check it got. */
export async function serveInstalled(installed: Installed): Promise<Seen> {
  const github = await startGitHub()
  // The App asks for what the packaged app.yml says.
  const manifest: { readonly default_permissions: Record<string, string>; readonly default_events: readonly string[] } =
    parse(readFileSync(join(installed.contents, 'app.yml'), 'utf8'))
  const app = await github.createApp({ slug: 'mayfly', permissions: manifest.default_permissions, events: manifest.default_events, webhookSecret: WEBHOOK_SECRET })
  const child = start(installed, { github, app })
  try {
    app.setWebhook(`${await readyUrl(child)}/api/github/webhooks`)
    const run = await checkOfLeak(github, app)
    return { conclusion: run.conclusion, annotated: run.annotations.map((annotation) => textAt(annotation, 'path')), code: await ended(child) }
  } finally {
    child.kill('SIGKILL')
    await github.close()
  }
}

async function checkOfLeak(github: GitHub, app: App): Promise<SeenRun> {
  const [organization, alice] = [github.createOrganization('acme'), github.createUser('alice')]
  organization.install(app)
  const repository = await organization.createRepository({ name: 'shop', private: true, files: { 'README.md': 'hello\n' } })
  repository.setRole(alice, 'write')
  const desk = await openDesk(repository, alice)
  try {
    const head = await desk.commit('leak', { 'config.js': `const token = '${alice.issueToken({ kind: 'classic', scopes: ['repo'] })}'\n` })
    await desk.git('push', '--quiet', 'origin', 'main')
    return await checkOf(repository, { head })
  } finally {
    desk.close()
  }
}

function start(installed: Installed, { github, app }: { readonly github: GitHub; readonly app: App }): ChildProcess {
  const data = tempFolder()
  return spawn(join(installed.folder, 'node_modules', '.bin', 'mayfly'), ['serve', '--port', '0', '--data', join(data, 'db')], {
    cwd: data,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: environment()['PATH'],
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET,
      GITHUB_API_URL: github.url,
      MAYFLY_STAND_INS: JSON.stringify({ 'api.github.com': github.url }),
    },
  })
}

/** Where it listens, once both threads are up. */
async function readyUrl(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8')
  })
  child.stdout?.on('data', (chunk: Buffer) => resolve(/http:\/\/\S+/.exec(chunk.toString('utf8'))?.[0] ?? ''))
  child.once('exit', (code) => reject(new Error(`the installed mayfly serve ended with ${code}: ${log}`)))
  const url = await promise
  const ready = await until(async () => ((await fetch(`${url}/readyz`)).status === 200 ? 'ready' : undefined))
  if (ready === undefined) throw new Error(`the installed mayfly serve was not ready within 40 s: ${log}`)
  return url
}

function ended(child: ChildProcess): Promise<number | null> {
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('exit', (code) => resolve(code))
  child.kill('SIGTERM')
  return promise
}
