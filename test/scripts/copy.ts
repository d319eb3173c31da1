import { execFile } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { tempFolder } from '../support/git.ts'
import { root } from '../support/source-files.ts'

const NEEDED = ['package.json', 'tsconfig.json', '.oxlintrc.json', 'jest.config.js', 'src', 'schema', 'scripts', 'docs', 'test/support', 'test/providers']

/** What scripts read and write, in a folder of its own; what is installed is shared. */
export function copyOfHouse(): string {
  const folder = tempFolder()
  for (const name of NEEDED) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

export interface Done {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command in a folder as `npm run` would, to its end. */
export async function runIn(folder: string, command: readonly [string, ...string[]]): Promise<Done> {
  const [file, ...args] = command
  const { NODE_OPTIONS: _, ...env } = process.env
  const PATH = join(root, 'node_modules', '.bin') + delimiter + process.env['PATH']
  const ended = await promisify(execFile)(file, args, { cwd: folder, env: { ...env, PATH } }).catch((error: unknown) => error)
  if (typeof ended !== 'object' || ended === null || !('stdout' in ended && 'stderr' in ended)) throw ended
  return { code: 'code' in ended ? Number(ended.code) : 0, out: String(ended.stdout), err: String(ended.stderr) }
}

/** Runs one of our scripts of the copy. */
export function script(folder: string, args: readonly string[]): Promise<Done> {
  return runIn(folder, [process.execPath, '--disable-warning=ExperimentalWarning', '--import', './scripts/source.mjs', ...args])
}
