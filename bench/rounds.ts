// Contenders that take turns, so that a busy minute hits them all: time on the clock and on the processors of whole processes.
import { spawnSync } from 'node:child_process'

export interface Contender {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly folder?: string
  /** Before each run, outside of the time that is taken. */
  prepare?(): void
}

/** Seconds. */
export interface Times {
  readonly wall: number
  readonly cpu: number
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

export type Measured = ReadonlyMap<string, readonly Times[]>

/** Runs each contender once to warm the caches, then all of them in turn. */
export function measure(contenders: readonly Contender[], rounds: number): Measured {
  const measured = new Map<string, Times[]>(contenders.map(({ name }) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const contender of contenders) {
      contender.prepare?.()
      const times = run(contender)
      if (round >= 0) measured.get(contender.name)?.push(times)
    }
  }
  return measured
}

/** The median and the ends of what one contender took as a part of what another did in the same round. */
export function ratio(measured: Measured, { of, to, by = 'wall' }: { readonly of: string; readonly to: string; readonly by?: keyof Times }): Spread {
  const [mine, theirs] = [measured.get(of) ?? [], measured.get(to) ?? []]
  return spread(mine.map((times, round) => times[by] / (theirs[round]?.[by] ?? Number.NaN)))
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return { median: median ?? Number.NaN, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN }
}

// The shell tells what a process and its children took: https://www.gnu.org/software/bash/manual/bash.html#index-TIMEFORMAT
function run({ command, folder }: Contender): Times {
  const script = 'TIMEFORMAT="%R %U %S"; { time "$@" >/dev/null 2>/dev/null; } 2>&1'
  const { stdout, status } = spawnSync('bash', ['-c', script, 'bash', ...command], { cwd: folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
  // Mayfly ends with 1 where something is found, with 3 where a snapshot lacks an object.
  if (status !== 0 && status !== 1 && status !== 3) throw new Error(`${command.join(' ')} ended with ${status}`)
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stdout.trim().split(' ').map(Number)
  return { wall, cpu: user + system }
}
