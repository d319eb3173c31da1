// Installs what a command needs, then runs it with the project's own Node. Plain JavaScript: it runs on Node 20.18 too.
//   node scripts/setup.mjs demo [--keep]   what the product needs (no test tools)
//   node scripts/setup.mjs test            everything
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.mayfly-setup.json')
const bin = join(root, 'node_modules', '.bin')
const [what = '', ...rest] = process.argv.slice(2)

const steps = {
  demo: [['node', '--disable-warning=ExperimentalWarning', '--import', './scripts/source.mjs', 'scripts/demo.ts', ...rest]],
  test: [
    ['npm', 'run', '--silent', 'check'],
    ['npm', 'run', '--silent', 'generate', '--', '--check'],
    ['npm', 'run', '--silent', 'jest', '--', ...rest],
  ],
}[what]
if (!steps) fail(`usage: node scripts/setup.mjs demo|test, not "${what}"`)

install(what)
requireNode()
for (const [command, ...args] of steps) run(command, args)

function install(what) {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const have = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')) : {}
  if (have.lock === lock && (have.what === 'test' || have.what === what)) return
  const started = Date.now()
  console.error(what === 'demo' ? 'Installing what Mayfly needs (about 300 MB) …' : 'Installing Mayfly and its test tools (about 1 GB) …')
  // Not `npm ci`: it fails where a registry lacks a package for some other platform.
  run('npm', ['install', '--no-save', '--loglevel=error', ...(what === 'demo' ? ['--omit=dev'] : ['--include=dev'])])
  writeFileSync(stamp, JSON.stringify({ lock, what }))
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

function requireNode() {
  const version = spawnSync('node', ['--version'], { env: environment(), encoding: 'utf8' }).stdout.trim()
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  fail(`Mayfly runs from source on Node 22.18 or newer; found ${version}. On Linux it brings its own; here, install Node 24 from nodejs.org.`)
}

function run(command, args) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, env: environment(), stdio: 'inherit' })
  if (error) fail(`could not run ${command}: ${error.message}`)
  if (signal) process.kill(process.pid, signal)
  if (status !== 0) process.exit(status ?? 1)
}

function environment() {
  return { ...process.env, PATH: bin + delimiter + process.env.PATH }
}

function fail(message) {
  console.error(message)
  process.exit(2)
}
