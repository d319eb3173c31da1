import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from '../support/git.ts'
import { root } from '../support/source-files.ts'
import { runCommand } from './run-command.ts'

const NEEDED = ['package.json', 'tsconfig.json', '.oxlintrc.json', 'jest.config.js', 'src', 'action', 'assembly', 'schema', 'scripts', 'docs', 'test/support', 'test/providers']

/** What scripts read and write, in a folder of its own; what is installed is shared. */
export function copyOfHouse(): string {
  const folder = tempFolder()
  for (const name of NEEDED) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Runs one of our scripts in such a copy. */
export function runScript(house: string, args: readonly string[]): ReturnType<typeof runCommand> {
  return runCommand([process.execPath, '--disable-warning=ExperimentalWarning', '--import', './scripts/source.mjs', ...args], { cwd: house })
}
