import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { gitEnvironment } from './run.ts'

const run = promisify(execFile)

/** Runs git as a person does, in a folder. Throws with what git printed, without the credentials of any address in it. */
export async function runGit(folder: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', args, { cwd: folder, env: gitEnvironment(), maxBuffer: 256 * 1024 * 1024 })
    return stdout.replace(/\n$/, '')
  } catch (error) {
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    // oxlint-disable-next-line preserve-caught-error -- the cause's text and command hold the credentials
    throw new Error(`git failed: ${printed.replaceAll(/\/\/[^@\s/]{1,2000}@/g, '//')}`)
  }
}
