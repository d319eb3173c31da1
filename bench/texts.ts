// How fast texts are scanned that are read already, by one thread that is warm: nothing but the engine's search, with all rules,
// and what follows from it. Beside it, in the same round: to copy them, and to look for a phrase in them.
import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rulesOf } from '../src/flows/rules.ts'
import { shipped } from '../src/shipped.ts'
import type { Figure } from './figures.ts'
import { spread } from './rounds.ts'

interface Texts {
  readonly name: string
  /** A work tree: of what it tracks the texts are taken. */
  readonly folder: string
}

/** Gigabytes a second; the last is the time as a ratio to that of the search for one absent phrase. */
export async function textFigures({ name, folder }: Texts, rounds: number): Promise<readonly Figure[]> {
  const texts = textsOf(folder)
  const bytes = texts.reduce((sum, text) => sum + text.length, 0)
  const passes = await passesOf(texts)
  const times = new Map<string, number[]>(passes.map(([pass]) => [pass, []]))
  for (let round = 0; round < rounds; round++) for (const [pass, run] of passes) times.get(pass)?.push(secondsOf(run, { texts, times: Math.ceil(LEAST / bytes) }))
  function figure(pass: string, { goal }: { readonly goal?: number } = {}): Figure {
    return { subject: name, name: `${texts.length} texts once read, on one core: ${pass}`, goal, unit: 'GB/s', ...spread((times.get(pass) ?? []).map((time) => bytes / time / 1e9)) }
  }
  const [scans, looks] = [times.get('scanned') ?? [], times.get('searched for a phrase') ?? []]
  return [
    figure('scanned', { goal: 1 }),
    figure('scanned without decoding'),
    figure('copied'),
    figure('searched for a phrase'),
    { subject: name, name: 'texts once read: scanned / searched for a phrase', goal: undefined, unit: 'ratio', ...spread(scans.map((time, round) => time / (looks[round] ?? 1))) },
  ]
}

/** Bytes that a pass goes over, at least: a small tree again and again. */
const LEAST = 50_000_000

type Pass = readonly [name: string, run: (text: Buffer) => unknown]

async function passesOf(texts: readonly Buffer[]): Promise<readonly Pass[]> {
  const [all, plain] = await Promise.all([scannerOf('on', texts), scannerOf('off', texts)])
  const room = Buffer.alloc(Math.max(...texts.map(({ length }) => length)))
  return [
    ['scanned', (text) => all.scan(text)],
    ['scanned without decoding', (text) => plain.scan(text)],
    ['copied', (text) => text.copy(room)],
    ['searched for a phrase', (text) => text.indexOf('no such words stand here')],
  ]
}

/** A scanner that has its rules, and has seen the texts. */
async function scannerOf(decoding: 'on' | 'off', texts: readonly Buffer[]) {
  const scanner = await rulesOf({ providers: shipped, decoding }).scanner()
  // oxlint-disable-next-line no-await-in-loop -- the rules are made ready by the first that needs them
  for (const text of texts) await scanner.scan(text)
  return scanner
}

function secondsOf(run: Pass[1], { texts, times }: { readonly texts: readonly Buffer[]; readonly times: number }): number {
  const started = performance.now()
  for (let i = 0; i < times; i++) for (const text of texts) run(text)
  return (performance.now() - started) / 1000 / times
}

function textsOf(folder: string): readonly Buffer[] {
  const paths = execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 }).split('\0').filter((path) => path !== '')
  const files = paths.map((path) => join(folder, path)).filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true)
  return files.map((path) => readFileSync(path)).filter((text) => text.length > 0 && !text.includes(0))
}
