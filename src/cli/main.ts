import { MayflyError } from '../lib/errors.ts'
import { nearest } from '../lib/nearest.ts'
import type { Command } from './command.ts'
import { helpOf, overview } from './help.ts'
import { readArgs } from './read-args.ts'
import { scan } from './scan.ts'
import { print, say } from './terminal.ts'
import { version } from './version.ts'

/** Each is loaded when it is named; what is run most is at hand. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['scan', async () => scan],
  ['migrate', async () => (await import('./migrate.ts')).migrate],
  ['trust', async () => (await import('./trust.ts')).trust],
  ['policy', async () => (await import('./policy.ts')).policy],
  ['serve', async () => (await import('./serve.ts')).serve],
])

/** Runs one command line; its exit code. Everything that goes wrong is told on standard error. */
export async function main(argv: readonly string[]): Promise<number> {
  // What is written to disk is moved into its place at once, so there is nothing to undo: 128 + 2, as a shell expects.
  process.once('SIGINT', () => process.exit(130))
  try {
    return await dispatch(argv)
  } catch (error) {
    return await explain(error)
  }
}

async function dispatch([name, ...rest]: readonly string[]): Promise<number> {
  if (name === '--version' || name === 'version') return shown(`${version}\n`)
  if (name === undefined || name === 'help' || isHelp(name)) return helpOn(name, rest[0])
  const command = await commandOf(name)
  return rest.some(isHelp) ? shown(helpOf(command)) : command.run(readArgs(rest, command))
}

async function helpOn(asked: string | undefined, topic: string | undefined): Promise<number> {
  if (topic !== undefined) return shown(helpOf(await commandOf(topic)))
  const all = overview(await Promise.all([...COMMANDS.values()].map((load) => load())))
  if (asked !== undefined) return shown(all)
  await say(all.trimEnd())
  return 2
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

async function shown(text: string): Promise<number> {
  await print(text)
  return 0
}

async function commandOf(name: string): Promise<Command> {
  const load = COMMANDS.get(name)
  if (load !== undefined) return load()
  const near = nearest(name, [...COMMANDS.keys()])
  const hint = near === undefined ? '' : `, did you mean ${near}?`
  throw new MayflyError('usage', `there is no command ${JSON.stringify(name)}${hint}; see mayfly --help`)
}

async function explain(error: unknown): Promise<number> {
  if (error instanceof MayflyError) {
    await say(`mayfly: ${error.message}`)
    return error.code === 'usage' || error.code === 'policy' ? 2 : 3
  }
  await say([`mayfly: stopped by a bug of its own (${error instanceof Error ? error.name : typeof error})`, ...framesOf(error)].join('\n'))
  return 3
}

/** Where a bug struck. Its message may repeat what was scanned, so it is left out. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.stack === undefined) return []
  return error.stack.replace(error.message, '').split('\n').filter((line) => /^ {4}at /.test(line)).slice(0, 8)
}
