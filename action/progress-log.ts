import { info } from '@actions/core'

interface Progress {
  readonly files: number
  readonly bytes: number
  readonly commits: number
}

const EACH = 5_000

/** Says in the log every five seconds how far a scan is. */
export function progressLog(): (progress: Progress) => void {
  let last = performance.now()
  return ({ files, bytes, commits }) => {
    if (performance.now() - last < EACH) return
    last = performance.now()
    const count = new Intl.NumberFormat('en')
    info(`${count.format(files)} files, ${(bytes / 1_000_000).toFixed(1)} MB, ${count.format(commits)} commits so far`)
  }
}
