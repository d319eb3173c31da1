/** The server's time: the machine's, plus what a test moved it by. */
export interface Clock {
  now(): Date
  /** Moves time on, so that a token expires or a limit resets. */
  advance(milliseconds: number): void
}

export function createClock(): Clock {
  let ahead = 0
  return {
    now: () => new Date(Date.now() + ahead),
    advance(milliseconds) {
      ahead += milliseconds
    },
  }
}

/** `2026-11-21T10:20:30Z`: GitHub's times have no fraction of a second. */
export function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
