import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from '@jest/globals'
import { tempFolder } from '../support/git.ts'
import { root } from '../support/source-files.ts'

// The real setup in a house where `npm` and `node` only write down what they are asked, and do what THEN_* says.
function standIn(name: string): string {
  return `#!/bin/sh
[ "$1" = --version ] && { echo "\${VERSION-v24.0.0}"; exit 0; }
echo "${name} $*" >> calls
eval "\${THEN_${name}-:}"
`
}

function newHouse(): string {
  const house = tempFolder()
  mkdirSync(join(house, 'scripts'))
  mkdirSync(join(house, 'node_modules/.bin'), { recursive: true })
  cpSync(join(root, 'scripts/setup.mjs'), join(house, 'scripts/setup.mjs'))
  writeFileSync(join(house, 'package-lock.json'), 'lock 1')
  writeFileSync(join(house, 'calls'), '')
  for (const name of ['npm', 'node']) {
    writeFileSync(join(house, 'node_modules/.bin', name), standIn(name))
    chmodSync(join(house, 'node_modules/.bin', name), 0o755)
  }
  return house
}

interface Way {
  readonly env?: Readonly<Record<string, string>>
  /** Sent once the step has said something. */
  readonly signal?: NodeJS.Signals
}

interface Done {
  readonly code: number | null
  readonly err: string
  /** What was asked of npm and node, in this run. */
  readonly calls: readonly string[]
}

async function setup(house: string, args: readonly string[], { env = {}, signal }: Way = {}): Promise<Done> {
  writeFileSync(join(house, 'calls'), '')
  const PATH = process.env['PATH']
  const child = spawn(process.execPath, [join(house, 'scripts/setup.mjs'), ...args], { env: { PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  if (signal !== undefined) child.stdout.once('data', () => child.kill(signal))
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.once('exit', resolve)
  const err = await text(child.stderr)
  const code = await promise
  return { code, err, calls: readFileSync(join(house, 'calls'), 'utf8').split('\n').slice(0, -1) }
}

const INSTALL_DEMO = 'npm install --no-save --loglevel=error --omit=dev'
const INSTALL_ALL = 'npm install --no-save --loglevel=error --include=dev'
const DEMO = 'node --disable-warning=ExperimentalWarning --import ./scripts/source.mjs scripts/demo.ts'
const CHECKS = ['npm run --silent check', 'npm run --silent generate -- --check', 'npm run --silent build -- --check']
const TEST = [...CHECKS, 'npm run --silent jest --']

describe('what is asked', () => {
  test.each([[[]], [['deploy']], [['toString']], [['--help']]])('%j is refused, and nothing is installed', async (args) => {
    expect(await setup(newHouse(), args)).toEqual({ code: 2, err: `usage: node scripts/setup.mjs demo|test, not "${args[0] ?? ''}"\n`, calls: [] })
  })

  test('demo installs what it needs, without test tools, and runs', async () => {
    const done = await setup(newHouse(), ['demo', '--keep'])
    expect(done).toMatchObject({ code: 0, calls: [INSTALL_DEMO, `${DEMO} --keep`] })
    expect(done.err).toMatch(/^Installing what Mayfly needs \(about 300 MB\) …\nInstalled in \d+ s\.\n$/)
  })

  test('test installs everything, and checks before it tests', async () => {
    const done = await setup(newHouse(), ['test', 'test/lib'])
    expect(done).toMatchObject({ code: 0, calls: [INSTALL_ALL, ...CHECKS, 'npm run --silent jest -- test/lib'] })
    expect(done.err).toContain('about 1 GB')
  })
})

describe('what is installed', () => {
  test('is not installed again, until the lock changes', async () => {
    const house = newHouse()
    await setup(house, ['demo'])
    expect(await setup(house, ['demo'])).toEqual({ code: 0, err: '', calls: [DEMO] })
    writeFileSync(join(house, 'package-lock.json'), 'lock 2')
    expect(await setup(house, ['demo'])).toMatchObject({ calls: [INSTALL_DEMO, DEMO] })
  })

  test('for the demo is not enough for the tests; for the tests it is for both', async () => {
    const house = newHouse()
    await setup(house, ['demo'])
    expect(await setup(house, ['test'])).toMatchObject({ calls: [INSTALL_ALL, ...TEST] })
    expect(await setup(house, ['demo'])).toMatchObject({ calls: [DEMO] })
    expect(await setup(house, ['test'])).toMatchObject({ calls: TEST })
  })

  test('by hand, with test tools, keeps them', async () => {
    const house = newHouse()
    mkdirSync(join(house, 'node_modules/jest'))
    expect(await setup(house, ['demo'])).toMatchObject({ calls: [INSTALL_ALL, DEMO], err: expect.stringContaining('about 1 GB') })
    expect(await setup(house, ['test'])).toMatchObject({ calls: TEST })
  })

  test('by half is installed again, by whoever comes next', async () => {
    const house = newHouse()
    await setup(house, ['demo'])
    expect(await setup(house, ['test'], { env: { THEN_npm: 'exit 9' } })).toMatchObject({ code: 9, calls: [INSTALL_ALL] })
    expect(await setup(house, ['demo'])).toMatchObject({ code: 0, calls: [INSTALL_DEMO, DEMO] })
  })
})

describe('how it ends', () => {
  test.each([
    ['the exit code of the step that failed', 'exit 7', 7],
    ['128 and the number of the signal that ended it', 'kill -KILL $$', 137],
  ])('with %s', async (_, THEN_node, code) => {
    expect(await setup(newHouse(), ['demo'], { env: { THEN_node } })).toMatchObject({ code })
  })

  test('at the first step that fails', async () => {
    const THEN_npm = 'case "$*" in *check) exit 3;; esac'
    expect(await setup(newHouse(), ['test'], { env: { THEN_npm } })).toMatchObject({ code: 3, calls: [INSTALL_ALL, TEST[0]] })
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('on %s when the step has tidied up', async (signal) => {
    const THEN_node = `trap 'sleep 0.3; echo tidied >> calls; exit 5' ${signal.slice(3)}; echo started; for i in $(seq 200); do sleep 0.05; done`
    expect(await setup(newHouse(), ['demo'], { signal, env: { THEN_node } })).toMatchObject({ code: 5, calls: [INSTALL_DEMO, DEMO, 'tidied'] })
  })

  test.each([
    ['v20.20.2', 2], ['v22.17.1', 2], ['', 2], ['v22.18.0', 0], ['v24.0.0', 0], ['v26.10.0', 0],
  ])('with Node %j: %i', async (VERSION, code) => {
    const done = await setup(newHouse(), ['demo'], { env: { VERSION } })
    expect(done).toMatchObject({ code, calls: code === 0 ? [INSTALL_DEMO, DEMO] : [INSTALL_DEMO] })
    expect(done.err.includes(`found ${VERSION || 'none'}. On Linux it brings its own`)).toBe(code === 2)
  })
})
