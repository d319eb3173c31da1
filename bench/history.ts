// node history.js FOLDER RULES: scans the object store of a folder, and prints what it comes to.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { scanObjects } from '../src/pack/scan-objects.ts'
import { compile } from '../src/scan/ruleset.ts'
import { manyRules } from './many-rules.ts'

const [folder = '.', count = '0'] = process.argv.slice(2)
const bundled = new URL('./many-thread.js', import.meta.url)
const helper = existsSync(fileURLToPath(bundled)) ? bundled : new URL('./many-thread.ts', import.meta.url)
const { blobs, bytes, found } = await scanObjects({ folder, ruleset: compile(manyRules(Number(count))), helper })
process.stdout.write(`${JSON.stringify({ blobs, bytes, found: found.size })}\n`)
