import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { actionBundle } from '../../scripts/bundles.ts'
import { root } from '../support/source-files.ts'
import { tempFolder } from '../support/git.ts'

export interface Bundle {
  readonly path: string
  readonly metafile: Metafile
}

let built: Promise<Bundle> | undefined

/** The Action's one file, as it would be published, in a folder that has no dependencies around it. */
export function buildBundle(): Promise<Bundle> {
  built ??= make()
  return built
}

async function make(): Promise<Bundle> {
  const folder = tempFolder()
  const outfile = join(folder, 'index.mjs')
  const { metafile } = await build({ ...actionBundle, absWorkingDir: root, outfile, metafile: true })
  return { path: outfile, metafile }
}
