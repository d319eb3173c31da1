// npm run build: the Action's files, action/dist/index.js, cache.js and pack-thread.js, and the licences of what is in them.
// With --check it fails where one is not what the source gives.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type BuildOptions, type Metafile } from 'esbuild'
import { actionBundle, cacheBundle, ROOT, threadBundle } from './bundles.ts'
import { noticesOf } from './notices.ts'

interface Made {
  readonly path: string
  readonly text: string
}

const check = process.argv.includes('--check')
const inputs: Metafile['inputs'] = {}
const bundles = [await make(actionBundle), await make(cacheBundle), await make(threadBundle)]
const files: readonly Made[] = [...bundles, { path: 'action/dist/licenses.txt', text: noticesOf(inputs) }]
if (check) {
  const stale = files.find(({ path, text }) => !existsSync(join(ROOT, path)) || readFileSync(join(ROOT, path), 'utf8') !== text)
  if (stale) {
    console.error(`${stale.path} is not what the source gives; run: npm run build`)
    process.exit(1)
  }
} else {
  mkdirSync(join(ROOT, 'action/dist'), { recursive: true })
  for (const { path, text } of files) writeFileSync(join(ROOT, path), text)
}
for (const { path, text } of files) console.log(`${path}: ${Math.round(Buffer.byteLength(text) / 1024)} KB`)

async function make(options: BuildOptions): Promise<Made> {
  const { outputFiles, metafile } = await build({ ...options, write: false, metafile: true })
  Object.assign(inputs, metafile.inputs)
  return { path: options.outfile ?? '', text: outputFiles[0]?.text ?? '' }
}
