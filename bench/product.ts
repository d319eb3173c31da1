// What users install, bundled as `npm run pack` bundles it, and the same with 2,000 rules.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { helperBundle, packageBundle } from '../scripts/bundles.ts'
import { buildFolded } from '../scripts/fold.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Product {
  readonly cli: string
  /** Scans the history of a folder without attribution: its second argument says with how many rules. */
  readonly history: string
  readonly empty: string
  remove(): void
}

/** Builds into a folder below node_modules, so that the bundles find their packages. */
export async function buildProduct(): Promise<Product> {
  const folder = join(root, 'node_modules', '.mayfly-bench')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await buildFolded({ ...packageBundle, outdir: folder })
  await build({ ...helperBundle, outdir: folder })
  await build({ ...packageBundle, entryPoints: ['bench/history.ts', 'bench/many-thread.ts'], outbase: 'bench', outdir: join(folder, 'bench') })
  writeFileSync(join(folder, 'empty.js'), '')
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  return {
    cli: join(folder, 'cli.js'),
    history: join(folder, 'bench', 'history.js'),
    empty: join(folder, 'empty.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
