import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { actionBundle, threadBundle } from '../../scripts/bundles.ts'
import { root } from '../support/source-files.ts'
import { tempFolder } from '../support/git.ts'

export interface Bundle {
  readonly path: string
  readonly metafile: Metafile
  readonly thread: Metafile
}

let built: Promise<Bundle> | undefined

/** The Action's file and that of its threads, as they would be published, in a folder that has no dependencies around it. */
export function buildBundle(): Promise<Bundle> {
  built ??= make()
  return built
}

async function make(): Promise<Bundle> {
  const folder = tempFolder()
  const outfile = join(folder, 'index.mjs')
  const { metafile } = await build({ ...actionBundle, absWorkingDir: root, outfile, metafile: true })
  const thread = await build({ ...threadBundle, absWorkingDir: root, outfile: join(folder, 'pack-thread.js'), metafile: true })
  return { path: outfile, metafile, thread: thread.metafile }
}
