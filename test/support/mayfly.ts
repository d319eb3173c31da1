import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { tempFolder } from './git.ts'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export interface Setting {
  readonly cwd?: string
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = tempFolder()

const NODE = ['--disable-warning=ExperimentalWarning', '--import', `${root}scripts/source.mjs`, `${root}src/cli.ts`]

/** For a shell: the command line that runs the sources. */
export function commandLine(args: readonly string[]): string {
  return [process.execPath, ...NODE, ...args].map((word) => `'${word}'`).join(' ')
}

/** The command line as a process of its own, from the sources, with an environment that holds nothing of ours. */
export function startMayfly(args: readonly string[], { cwd = root, env = {} }: Setting = {}) {
  return spawn(process.execPath, [...NODE, ...args], { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: cache, NODE_COMPILE_CACHE: cache, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
}

/** Runs it to its end. */
export async function mayfly(args: readonly string[], setting: Setting = {}): Promise<Ended> {
  const child = startMayfly(args, setting)
  const [out, err] = [textOf(child.stdout), textOf(child.stderr)]
  child.stdin.on('error', () => {})
  child.stdin.end(setting.input)
  const { promise, resolve } = Promise.withResolvers<Pick<Ended, 'code' | 'signal'>>()
  child.on('close', (code, signal) => resolve({ code, signal }))
  return { ...(await promise), out: await out, err: await err }
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
