// Installs what a command needs, then runs it with the project's own Node. Plain JavaScript: it runs on Node 20.18 too.
//   node scripts/setup.mjs demo [--keep]   what the product needs (no test tools)
//   node scripts/setup.mjs test [FILTER]   everything
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.mayfly-setup')
const [command = '', ...rest] = process.argv.slice(2)

const STEPS = {
  demo: [['node', '--disable-warning=ExperimentalWarning', '--import', './scripts/source.mjs', 'scripts/demo.ts', ...rest]],
  test: [
    ['npm', 'run', '--silent', 'check'],
    ['npm', 'run', '--silent', 'generate', '--', '--check'],
    ['npm', 'run', '--silent', 'build', '--', '--check'],
    ['npm', 'run', '--silent', 'jest', '--', ...rest],
  ],
}
if (!Object.hasOwn(STEPS, command)) fail(`usage: node scripts/setup.mjs demo|test, not "${command}"`)

await install()
requireNode()
for (const step of STEPS[command]) await run(step)

async function install() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (have === `test ${lock}` || have === `${command} ${lock}`) return
  // Test tools that are there stay: to take them away for a demo would cost whoever works here a long install.
  const all = command === 'test' || existsSync(join(modules, 'jest'))
  console.error(all ? 'Installing Mayfly and its test tools (about 1 GB) …' : 'Installing what Mayfly needs (about 300 MB) …')
  const started = Date.now()
  rmSync(stamp, { force: true })
  // Not `npm ci`: it fails where a registry lacks a package for some other platform.
  await run(['npm', 'install', '--no-save', '--loglevel=error', all ? '--include=dev' : '--omit=dev'])
  writeFileSync(stamp, `${all ? 'test' : 'demo'} ${lock}`)
  console.error(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

function requireNode() {
  const version = (spawnSync('node', ['--version'], { env: environment(), encoding: 'utf8' }).stdout ?? '').trim()
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  fail(`Mayfly runs from source on Node 22.18 or newer; found ${version || 'none'}. On Linux it brings its own; here, install Node 24 from nodejs.org.`)
}

/** Runs a step to its end; one that fails ends all, with its exit code. */
async function run([file, ...args]) {
  const stop = forwardSignals((signal) => child.kill(signal))
  const child = spawn(file, args, { cwd: root, env: environment(), stdio: 'inherit' })
  const { code, signal } = await new Promise((resolve) => {
    child.once('error', (error) => fail(`could not run ${file}: ${error.message}`))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  stop()
  // As a shell tells it: https://www.gnu.org/software/bash/manual/html_node/Exit-Status.html
  if (code !== 0) process.exit(signal ? 128 + constants.signals[signal] : code)
}

/** While a step runs, whoever ends us ends it, and we wait for it. Listening starts before the step does. */
function forwardSignals(end) {
  function forward(signal) {
    // At a terminal Ctrl-C reaches the step by itself, and twice would cut its tidying short.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) end(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  return () => signals.forEach((signal) => process.off(signal, forward))
}

/** With the project's own commands, Node among them, before those of the machine. */
function environment() {
  return { ...process.env, PATH: join(modules, '.bin') + delimiter + process.env.PATH }
}

function fail(message) {
  console.error(message)
  process.exit(2)
}
