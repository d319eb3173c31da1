// How fast scan/ is, as a ratio to the fastest pass over bytes that Node has: `node bench/scan.ts [megabytes]`.
import { readdirSync } from 'node:fs'
import type { Provider } from '../src/provider.ts'
import { Mint } from '../src/lib/mint.ts'
import { findWords } from '../src/scan/keywords.ts'
import { compile } from '../src/scan/ruleset.ts'
import { scan } from '../src/scan/scan.ts'

const WORDS = [
  'const', 'return', 'value', 'index', 'path', 'user', '=', 'await', 'config', 'if', 'else', 'for', '// the', 'token',
  'https://host/api', 'key:', '"text"',
]
const ROUNDS = 7

const text = sourceLike(Number(process.argv[2] ?? 20) * 1_000_000)
const ruleset = compile((await providers()).flatMap((provider) => provider.tokens))
const floor = speedOf(() => text.indexOf('no such words stand here'))
report('Buffer.indexOf', floor)
report('keyword pass', speedOf(() => findWords(ruleset.keywords, { bytes: text, start: 0, end: text.length, onWord: () => {} })))
report('whole scan', speedOf(() => scan({ bytes: text, path: 'bench.ts' }, ruleset)))

function report(name: string, speed: number): void {
  process.stdout.write(`${name.padEnd(15)} ${speed.toFixed(0).padStart(6)} MB/s, ${(speed / floor).toFixed(3)} of indexOf\n`)
}

/** Megabytes a second, the median of several rounds. */
function speedOf(run: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => timed(run)).toSorted((one, other) => one - other)
  return text.length / 1000 / (times[ROUNDS >> 1] ?? 1)
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

/** Lines of common words, about 100 characters each. */
function sourceLike(bytes: number): Buffer {
  const mint = new Mint('bench')
  const lines = Array.from({ length: 2000 }, () => Array.from({ length: 15 }, () => WORDS[mint.below(WORDS.length)]).join(' '))
  const block = Buffer.from(`${lines.join('\n')}\n`)
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / block.length) }, () => block)).subarray(0, bytes)
}

async function providers(): Promise<readonly Provider[]> {
  const folder = new URL('../src/providers/', import.meta.url)
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const loading = names.map((name) => import(new URL(`${name}/index.ts`, folder).href))
  const modules: readonly { readonly provider: Provider }[] = await Promise.all(loading)
  return modules.map((module) => module.provider)
}
