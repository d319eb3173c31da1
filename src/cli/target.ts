import { createReadStream, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { MOST_BYTES, type Range } from '../scanning.ts'
import type { Args } from './command.ts'
import { atMostOne, wrong } from './read-args.ts'
import { scanHelp } from './scan-help.ts'

/** What to scan: a range of the folder's repository, or one text. */
export type Target =
  | { readonly folder: string; readonly range: Range }
  | { readonly folder: string; readonly text: { readonly bytes: Uint8Array; readonly path: string } }

/** What the arguments of `mayfly scan` mean. Throws MayflyError('usage') where they contradict each other. */
export async function targetOf(args: Args): Promise<Target> {
  for (const names of EXCLUSIVE) atMostOne(names, { args, command: scanHelp })
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

// A branch and a time are limits of a history; a range can have the second.
const EXCLUSIVE = [['staged', 'range', 'history', 'stdin'], ['staged', 'range', 'branch', 'stdin'], ['staged', 'since', 'stdin']]

function rangeOf({ switches, values }: Args): Range {
  if (switches.has('staged')) return { of: 'staged' }
  const { range, branch } = values
  const limits = values['since'] === undefined ? {} : { since: sinceOf(values['since']) }
  if (branch !== undefined) return { of: 'commits', heads: [branch], bases: [], ...limits }
  if (range !== undefined) return { ...endsOf(range), ...limits }
  return switches.has('history') || limits.since !== undefined ? { of: 'history', ...limits } : { of: 'tree' }
}

function endsOf(range: string): Extract<Range, { of: 'commits' }> {
  const [, base, head] = /^([^.](?:.{0,400}?[^.])?)\.\.([^.].{0,400})?$/.exec(range) ?? []
  if (base === undefined) throw wrong(`--range is A..B, two commits or branches with two dots between, not ${JSON.stringify(range)}`, scanHelp)
  return { of: 'commits', bases: [base], heads: [head ?? 'HEAD'] }
}

// git takes any words for a time, and now for those that it does not know: so only these are handed on.
function sinceOf(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00Z`
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/.test(text) || /^\d{1,4} (?:hour|day|week|month|year)s? ago$/.test(text)) return text
  throw wrong(`--since is a day (2026-01-31), a time (2026-01-31T08:00:00Z) or like "2 weeks ago", not ${JSON.stringify(text)}`, scanHelp)
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
