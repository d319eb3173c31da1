// npm run build: the Action's one file, action/dist/index.js, and the licences of what is in it.
// With --check it fails where they are not what the source gives.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { actionBundle, ROOT } from './bundles.ts'
import { noticesOf } from './notices.ts'

const check = process.argv.includes('--check')
const { outputFiles: [bundle], metafile } = await build({ ...actionBundle, write: false, metafile: true })
const files = [
  { path: 'action/dist/index.js', text: bundle?.text ?? '' },
  { path: 'action/dist/licenses.txt', text: noticesOf(metafile) },
]
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
