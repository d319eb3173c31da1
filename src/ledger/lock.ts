import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createFile } from '../lib/create-file.ts'
import { MayflyError } from '../lib/errors.ts'
import { at, parseJson, textAt } from '../lib/json.ts'
import { processStart, processWorld } from './process-start.ts'

export interface Lock {
  /** To be called every few seconds: the only sign of life that another machine or container can see. */
  refresh(): void
  release(): void
}

/** How long a holder that we cannot look at may be silent, in milliseconds. */
const SILENCE = 60_000

/**
 * Takes the folder for this process, or throws `busy`. PGlite itself takes no lock, and two of them would destroy the folder.
 *
 * Beside the folder lies `<folder>.lock/` with numbered files; the one with the highest number says who holds it. To take
 * over is to create the next number, which the file system grants to one only; a file with the highest number is never
 * removed, so nobody who looked too early can believe that the folder is free.
 */
export function takeLock(folder: string): Lock {
  const place = `${resolve(folder)}.lock`
  mkdirSync(place, { recursive: true, mode: 0o700 })
  for (let tries = 0; tries < 100; tries++) {
    const last = highest(place)
    refuseIfHeld(folder, join(place, String(last)))
    const file = join(place, String(last + 1))
    if (createFile(file, JSON.stringify(self())) === 'exists') continue
    if (highest(place) === last + 1) return hold(place, last + 1)
    rmSync(file, { force: true })
  }
  throw new MayflyError('busy', `Too many processes want the folder ${folder} at once. Start one of them.`)
}

function self(): { pid: number; started: string; world: string } {
  return { pid: process.pid, started: processStart(process.pid), world: processWorld() }
}

function highest(place: string): number {
  return readdirSync(place).filter((name) => /^\d{1,15}$/.test(name)).map(Number).reduce((most, number) => Math.max(most, number), 0)
}

function refuseIfHeld(folder: string, file: string): void {
  const holder = read(file)
  if (holder === undefined || holder.state === 'released') return
  const silent = Math.round((Date.now() - holder.seen) / 1000)
  if (holder.world === processWorld()) {
    const started = processStart(holder.pid)
    if (started !== 'unknown' && started !== holder.started) return
    throw busy(folder, `process ${holder.pid}`, 'Stop that process first, or choose another folder.')
  }
  if (silent * 1000 >= SILENCE) return
  const who = `process ${holder.pid} of another machine or container (${holder.world || 'unknown'}), last seen ${silent} s ago`
  throw busy(folder, who, `Stop it first; if it is gone already, try again in ${SILENCE / 1000} s.`)
}

// oxlint-disable-next-line max-params -- three words of one sentence
function busy(folder: string, who: string, way: string): MayflyError {
  return new MayflyError('busy', `The folder ${folder} is in use by ${who}. ${way}`)
}

interface Holder {
  readonly pid: number
  readonly started: string
  readonly world: string
  readonly state: 'held' | 'released'
  readonly seen: number
}

function read(file: string): Holder | undefined {
  try {
    const seen = statSync(file).mtimeMs
    const json = parseJson(readFileSync(file, 'utf8'))
    const state = at(json, 'released') === true ? 'released' : 'held'
    return { pid: Number(at(json, 'pid')), started: textAt(json, 'started') ?? '', world: textAt(json, 'world') ?? '', state, seen }
  } catch {
    return undefined
  }
}

function hold(place: string, number: number): Lock {
  const file = join(place, String(number))
  for (const name of readdirSync(place)) {
    if (/^\d{1,15}$/.test(name) && Number(name) < number) rmSync(join(place, name), { force: true })
  }
  return {
    refresh: () => utimesSync(file, new Date(), new Date()),
    release() {
      writeFileSync(`${file}.released`, JSON.stringify({ ...self(), released: true }), { mode: 0o600 })
      renameSync(`${file}.released`, file)
    },
  }
}
