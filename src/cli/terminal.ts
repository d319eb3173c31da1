import type { Writable } from 'node:stream'

/** Writes to standard output, to the end. A reader that went away (`| head`) is no trouble. */
export async function print(text: string): Promise<void> {
  await write(process.stdout, text)
}

/** Writes a line for a person to standard error. */
export async function say(text: string): Promise<void> {
  await write(process.stderr, `${text}\n`)
}

/** Whether to colour: https://no-color.org, https://force-color.org; else on terminals only. */
export function colourful(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0'
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

const forgiven = new WeakSet<Writable>()

function write(stream: Writable, text: string): Promise<void> {
  // Without it a closed pipe would end the process with a trace.
  if (!forgiven.has(stream)) stream.on('error', () => {})
  forgiven.add(stream)
  const { promise, resolve } = Promise.withResolvers<void>()
  stream.write(text, () => resolve())
  return promise
}
