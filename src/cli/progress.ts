import { milliseconds } from '../lib/clock.ts'

export interface Shown {
  readonly files: number
  readonly bytes: number
  readonly commits: number
}

interface Line {
  show(progress: Shown): void
  /** Takes the line away. */
  end(): void
}

interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

const FIRST = 2000
const EACH = 100

/** One line on a terminal, from two seconds on, that tells how far a scan is; nothing anywhere else. */
export function progressLine(stream: () => Terminal): Line {
  const started = milliseconds()
  let last: number | undefined
  return {
    show(progress) {
      const now = milliseconds()
      // A short scan does not even ask whether it is a terminal: to make the stream takes Node a while.
      if (now - started < FIRST || now - (last ?? 0) < EACH || !stream().isTTY) return
      last = now
      stream().write(`\r\u001b[K${progressText(progress)}`)
    },
    end() {
      if (last !== undefined) stream().write('\r\u001b[K')
      last = undefined
    },
  }
}

export function progressText({ files, bytes, commits }: Shown): string {
  const count = new Intl.NumberFormat('en')
  const parts = [`${count.format(files)} files`, `${(bytes / 1024 / 1024).toFixed(1)} MB`]
  if (commits > 0) parts.push(`${count.format(commits)} commits`)
  return `scanning: ${parts.join(', ')}`
}
