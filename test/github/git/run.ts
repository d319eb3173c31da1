import { spawn } from 'node:child_process'
import { devNull } from 'node:os'

/** git refused: its exit code and what it wrote to standard error. */
export class GitFailure extends Error {
  readonly exitCode: number

  constructor(failed: { readonly args: readonly string[]; readonly exitCode: number; readonly stderr: string }) {
    super(`git ${failed.args[0] ?? ''} ended with ${failed.exitCode}: ${failed.stderr.trim()}`)
    this.exitCode = failed.exitCode
  }
}

export interface GitCommand {
  readonly args: readonly string[]
  readonly input?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
}

/** The environment that keeps the machine's own git configuration out. */
export function gitEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME, LC_ALL: 'C', GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' }
}

/** What a git command prints. Throws GitFailure where it fails. */
export async function git(gitDir: string, command: GitCommand): Promise<Buffer> {
  const child = spawn('git', command.args, { cwd: gitDir, env: { ...gitEnvironment(), GIT_DIR: gitDir, ...command.env } })
  const output: Buffer[] = []
  const errors: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  child.stdin.on('error', () => undefined) // git may end before it has read everything
  child.stdin.end(command.input)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  child.on('error', reject).on('close', (code) => resolve(code ?? -1))
  const exitCode = await promise
  if (exitCode !== 0) throw new GitFailure({ args: command.args, exitCode, stderr: Buffer.concat(errors).toString() })
  return Buffer.concat(output)
}

/** As `git`, with the output as text without the last line break. */
export async function gitText(gitDir: string, ...args: readonly string[]): Promise<string> {
  return (await git(gitDir, { args })).toString('utf8').replace(/\n$/, '')
}

/** As `gitText`; undefined where git refuses. */
export async function tryGit(gitDir: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return await gitText(gitDir, ...args)
  } catch (error) {
    if (error instanceof GitFailure) return undefined
    throw error
  }
}
