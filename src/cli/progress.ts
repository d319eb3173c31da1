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

const FIRST = 2000
const EACH = 100

/** One line on a terminal, from two seconds on, that tells how far a scan is; nothing anywhere else. */
export function progressLine(stream: { readonly isTTY?: boolean; write(text: string): unknown }): Line {
  const started = performance.now()
  let last: number | undefined
  return {
    show(progress) {
      const now = performance.now()
      if (!stream.isTTY || now - started < FIRST || now - (last ?? 0) < EACH) return
      last = now
      stream.write(`\r\u001b[K${progressText(progress)}`)
    },
    end() {
      if (last !== undefined) stream.write('\r\u001b[K')
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
