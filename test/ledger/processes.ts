import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Hand {
  readonly pid: number
  /** The next line that it says. */
  line(): Promise<string>
  tell(): void
  /** SIGKILL, by its id; resolves when the process is gone. */
  kill(): Promise<void>
}

/** Starts a script of `hands/` as a process of its own. */
export function start(script: string, ...args: readonly string[]): Hand {
  const file = fileURLToPath(new URL(`./hands/${script}.ts`, import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((exited) => child.once('exit', () => exited()))
  const { stdout } = child
  if (stdout === null) throw new TypeError('a pipe was asked for')
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid ?? 0,
    line: async () => String((await lines.next()).value),
    tell: () => child.stdin?.write('go\n'),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
