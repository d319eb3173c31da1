import { fstatSync, statSync, writeSync } from 'node:fs'
import { devNull } from 'node:os'
import type { Writable } from 'node:stream'
import { errorCode } from '../lib/error-code.ts'

type Out = 'stdout' | 'stderr'

/** Writes to standard output, to the end. A reader that went away (`| head`) is no trouble. */
export async function print(text: string): Promise<void> {
  await write('stdout', text)
}

/** Writes a line for a person to standard error. */
export async function say(text: string): Promise<void> {
  await write('stderr', `${text}\n`)
}

/** Whether to colour: https://no-color.org, https://force-color.org; else on terminals only. */
export function colourful(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0'
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

/** What can be told of standard output without Node's stream. */
export const standardOutput = {
  get isTTY(): boolean {
    return !isPlain('stdout') && process.stdout.isTTY
  },
}

const DESCRIPTORS = { stdout: 1, stderr: 2 } as const

/** Whether it is a file, a pipe or nothing at all: to write there needs none of Node's streams, which take 3 ms to make. */
function isPlain(to: Out): boolean {
  try {
    const stat = fstatSync(DESCRIPTORS[to])
    return stat.isFile() || stat.isFIFO() || (stat.isCharacterDevice() && stat.rdev === statSync(devNull).rdev)
  } catch {
    return false
  }
}

async function write(to: Out, text: string): Promise<void> {
  const rest = isPlain(to) ? writeNow(DESCRIPTORS[to], Buffer.from(text)) : text
  if (rest.length > 0) await stream(process[to], rest)
}

/** What could not be written at once: a pipe may be full, and its reader may have it not block. */
function writeNow(descriptor: number, bytes: Buffer): Buffer {
  let at = 0
  try {
    while (at < bytes.length) at += writeSync(descriptor, bytes, at)
  } catch (error) {
    if (errorCode(error) !== 'EAGAIN') return bytes.subarray(bytes.length)
  }
  return bytes.subarray(at)
}

const forgiven = new WeakSet<Writable>()

function stream(to: Writable, text: string | Buffer): Promise<void> {
  // Without it a closed pipe would end the process with a trace.
  if (!forgiven.has(to)) to.on('error', () => {})
  forgiven.add(to)
  const { promise, resolve } = Promise.withResolvers<void>()
  to.write(text, () => resolve())
  return promise
}
