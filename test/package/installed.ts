// The package as a user has it: packed from the sources, installed from its tarball into an empty folder.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Ended } from '../support/mayfly.ts'
import { tempFolder } from '../support/git.ts'
import { root } from '../support/source-files.ts'

const run = promisify(execFile)

export interface Installed {
  /** Where a user's project would be. */
  readonly folder: string
  /** What the tarball held. */
  readonly contents: string
  /** Where it was packed. */
  readonly packedIn: string
}

/** Packs and installs: the one test that asks npm's registry, for the package's dependencies. */
export async function installPackage(): Promise<Installed> {
  const [packedIn, folder] = [tempFolder(), tempFolder()]
  const { stdout } = await run(process.execPath, [`${root}scripts/pack.ts`, packedIn], { env: environment() })
  const options = ['--prefix', folder, '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error']
  await run('npm', ['install', stdout.trim(), ...options], { cwd: folder, env: environment() })
  return { folder, contents: join(folder, 'node_modules', 'mayfly'), packedIn }
}

export interface Call {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs the installed command to its end. */
export async function runInstalled(command: readonly [string, ...string[]], { cwd, env = {} }: Call): Promise<Omit<Ended, 'signal'>> {
  const [file, ...args] = command
  const ended = await run(file, args, { cwd, env: { ...environment(), ...env } }).catch((error: unknown) => error)
  if (typeof ended !== 'object' || ended === null || !('stdout' in ended && 'stderr' in ended)) throw ended
  return { code: 'code' in ended ? Number(ended.code) : 0, out: String(ended.stdout), err: String(ended.stderr) }
}

/** This very Node before any other, and nothing of jest. */
export function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env
  return { ...env, PATH: dirname(process.execPath) + delimiter + process.env['PATH'] }
}

/** The files of a folder by their path in it, with forward slashes. */
export function filesOf(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file.slice(folder.length + 1), text: readFileSync(file, 'utf8') }))
}
