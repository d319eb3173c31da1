// npm run build: the Action's one file, action/dist/index.js; with --check fails where it is not what the source gives.
import { existsSync, readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { actionBundle } from './bundles.ts'

const check = process.argv.includes('--check')
const { outputFiles, metafile } = await build({ ...actionBundle, write: !check, metafile: true })
const [path = '', output] = Object.entries(metafile.outputs)[0] ?? []
if (check) {
  const stale = outputFiles?.some((file) => !existsSync(file.path) || readFileSync(file.path, 'utf8') !== file.text)
  if (stale) {
    console.error(`${path} is not what the source gives; run: npm run build`)
    process.exit(1)
  }
}
console.log(`${path}: ${Math.round((output?.bytes ?? 0) / 1024)} KB`)
