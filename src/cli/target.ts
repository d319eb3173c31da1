import { createReadStream, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { MOST_BYTES, type Range } from '../index.ts'
import type { Args } from './command.ts'
import { atMostOne, wrong } from './read-args.ts'
import { scanHelp } from './scan-help.ts'

/** What to scan: a range of the folder's repository, or one text. */
export type Target =
  | { readonly folder: string; readonly range: Range }
  | { readonly folder: string; readonly text: { readonly bytes: Uint8Array; readonly path: string } }

/** What the arguments of `mayfly scan` mean. Throws MayflyError('usage') where they contradict each other. */
export async function targetOf(args: Args): Promise<Target> {
  atMostOne(['staged', 'range', 'history', 'stdin'], { args, command: scanHelp })
  const [place = '.'] = args.positionals
  const { path } = args.values
  if (args.switches.has('stdin')) {
    if (path === undefined) throw wrong('--stdin needs --path NAME: the name decides which rules of the policy apply', scanHelp)
    return { folder: place, text: { bytes: await gather(process.stdin), path } }
  }
  if (path !== undefined) throw wrong('--path names what comes by --stdin; to scan a file, give it as PATH', scanHelp)
  const range = rangeOf(args)
  if (range.of !== 'tree' || !statSync(place, { throwIfNoEntry: false })?.isFile()) return { folder: place, range }
  return { folder: dirname(place), text: { bytes: await gather(createReadStream(place)), path: basename(place) } }
}

function rangeOf({ switches, values }: Args): Range {
  if (switches.has('staged')) return { of: 'staged' }
  if (switches.has('history')) return { of: 'history' }
  const range = values['range']
  if (range === undefined) return { of: 'tree' }
  const [, base, head] = /^([^.](?:.{0,400}?[^.])?)\.\.([^.].{0,400})?$/.exec(range) ?? []
  if (base === undefined) throw wrong(`--range is A..B, two commits or branches with two dots between, not ${JSON.stringify(range)}`, scanHelp)
  return { of: 'commits', bases: [base], heads: [head ?? 'HEAD'] }
}

/** All of a stream, up to one byte more than is scanned. */
async function gather(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > MOST_BYTES) break
  }
  return Buffer.concat(chunks)
}
