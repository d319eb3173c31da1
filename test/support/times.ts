// Times are compared within one run, repeated: what else the machine does lengthens some of them, a quadratic all.
/** The lowest of several medians of three, until one is below the bound: a busy machine lifts some of them, a quadratic all. */
export function lowest(bound: number, measure: () => number): number {
  let least = Infinity
  for (let round = 0; round < 6 && least >= bound; round++) {
    const [, median] = [measure(), measure(), measure()].toSorted((one, other) => one - other)
    least = Math.min(least, median ?? Infinity)
  }
  return least
}

/** Milliseconds of the quickest of three runs: what else the machine does only lengthens them. */
export function quickest(run: () => unknown): number {
  return Math.min(...Array.from({ length: 3 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  }))
}

const MOST_GROWTH = 3

/** Whether work on twice as much takes about twice as long at most. */
export function grows(work: (size: number) => unknown, size: number): 'in-step' | 'faster' {
  // Half a millisecond, so that what takes no time cannot fail.
  const growth = lowest(MOST_GROWTH, () => (quickest(() => work(2 * size)) + 0.5) / (quickest(() => work(size)) + 0.5))
  return growth < MOST_GROWTH ? 'in-step' : 'faster'
}
