// The package as a user has it: packed from the sources, installed from its tarball into an empty folder.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { runCommand } from '../scripts/run-command.ts'
import { tempFolder } from '../support/git.ts'
import { root } from '../support/source-files.ts'

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
  const packed = await runCommand([process.execPath, `${root}scripts/pack.ts`, packedIn], { cwd: folder })
  expect(packed).toMatchObject({ code: 0 })
  const options = ['--prefix', folder, '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error']
  expect(await runCommand(['npm', 'install', packed.out.trim(), ...options], { cwd: folder })).toMatchObject({ code: 0 })
  return { folder, contents: join(folder, 'node_modules', 'mayfly'), packedIn }
}

/** The files of a folder by their path in it, with forward slashes. */
export function filesOf(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file.slice(folder.length + 1), text: readFileSync(file, 'utf8') }))
}
