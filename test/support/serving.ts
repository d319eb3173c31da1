// Used by the demo too, so nothing of jest stands in here.
import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { App, GitHub } from '../github/start.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Serving {
  readonly url: string
  readonly pid: number
  /** What it wrote to standard error so far. */
  log(): string
  /** Asks it to end and waits; returns its exit code. */
  stop(): Promise<number | null>
  /** Waits until it has ended by itself; returns its exit code. */
  ended(): Promise<number | null>
  /** SIGKILL, by its process id. */
  kill(): Promise<void>
}

export interface ServingOptions {
  readonly github: GitHub
  readonly app: App
  readonly webhookSecret: string
  /** Where its embedded database lies. */
  readonly data: string
  /** A free one unless told. */
  readonly port?: string
  readonly env?: Readonly<Record<string, string>>
}

/** The real `mayfly serve`, as a process of its own, told that this GitHub is all there is; ready when it resolves. */
export async function startServing({ github, app, webhookSecret, data, env, port = '0' }: ServingOptions): Promise<Serving> {
  const args = ['--disable-warning=ExperimentalWarning', '--import', './scripts/source.mjs', 'src/cli.ts', 'serve', '--port', port, '--data', data]
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GITHUB_API_URL: github.url,
      GITHUB_PACE: 'none',
      MAYFLY_STAND_INS: JSON.stringify({ 'api.github.com': github.url }),
      ...env,
    },
  })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8')
  })
  const url = await listening(child, () => log)
  const unready = await notReady(url)
  if (unready !== undefined) {
    await ended(child, 'SIGKILL')
    throw new Error(`mayfly serve ${unready} after 30 s: ${log}`)
  }
  return {
    url,
    pid: child.pid ?? 0,
    log: () => log,
    stop: () => ended(child, 'SIGTERM'),
    ended: () => ended(child),
    async kill() {
      await ended(child, 'SIGKILL')
    },
  }
}

async function listening(child: ChildProcess, log: () => string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  child.stdout?.on('data', (chunk: Buffer) => {
    const url = /http:\/\/\S+/.exec(chunk.toString('utf8'))?.[0]
    if (url !== undefined) resolve(url)
  })
  child.once('exit', (code) => reject(new Error(`mayfly serve ended with ${code}: ${log()}`)))
  return promise
}

/** What it says is missing, where it is not ready in time. */
async function notReady(url: string): Promise<string | undefined> {
  let said = ''
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${url}/readyz`)
    said = await answer.text()
    if (answer.status === 200) return undefined
    await pause(100)
  }
  return said
}

async function ended(child: ChildProcess, signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('exit', (code) => resolve(code))
  if (signal !== undefined) child.kill(signal)
  return promise
}
