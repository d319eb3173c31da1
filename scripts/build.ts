// npm run build: the Action's files, action/dist/index.js and cache.js; with --check fails where one is not what the source gives.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type BuildOptions } from 'esbuild'
import { actionBundle, cacheBundle } from './bundles.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')

// Run from the root: esbuild writes paths relative to where it runs.
process.chdir(root)
for (const bundle of [actionBundle, cacheBundle]) await make(bundle)

async function make(bundle: BuildOptions): Promise<void> {
  const { outputFiles, metafile } = await build({ ...bundle, write: !check, metafile: true })
  const [path = '', output] = Object.entries(metafile?.outputs ?? {})[0] ?? []
  if (check) {
    const stale = outputFiles?.some((file) => !existsSync(file.path) || readFileSync(file.path, 'utf8') !== file.text)
    if (stale) {
      console.error(`${path} is not what the source gives; run: npm run build`)
      process.exit(1)
    }
  }
  console.log(`${path}: ${Math.round((output?.bytes ?? 0) / 1024)} KB`)
}
