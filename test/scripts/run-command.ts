import { execFile } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Ended } from '../support/mayfly.ts'
import { root } from '../support/source-files.ts'

const run = promisify(execFile)

export interface Place {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a command to its end, as a person would: with this very Node, our tools on the path, and nothing of jest. */
export async function runCommand([file, ...args]: readonly [string, ...string[]], { cwd, env = {} }: Place): Promise<Omit<Ended, 'signal'>> {
  const ended: unknown = await run(file, args, { cwd, env: { ...environment(), ...env } }).catch((error: unknown) => error)
  if (typeof ended !== 'object' || ended === null || !('stdout' in ended && 'stderr' in ended)) throw ended
  return { code: 'code' in ended ? Number(ended.code) : 0, out: String(ended.stdout), err: String(ended.stderr) }
}

export function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env
  return { ...env, PATH: [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) }
}
