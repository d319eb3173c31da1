import { git } from './run.ts'

export interface LongHistory {
  /** The branch that is written, from `from` on (a commit) or from nothing. */
  readonly branch: string
  readonly from?: string
  readonly count: number
}

/** Writes thousands of commits in no time: commit `i` has the message `i` and writes `i` to the file `counter`. */
export async function writeHistory(gitDir: string, { branch, from, count }: LongHistory): Promise<void> {
  const commits = Array.from({ length: count }, (_, i) => {
    const text = String(i + 1)
    const start = i === 0 && from !== undefined ? `from ${from}\n` : ''
    const header = `commit refs/heads/${branch}\ncommitter Counter <counter@example.com> ${1_780_000_000 + i} +0000\n`
    return `${header}${data(text)}${start}M 100644 inline counter\n${data(text)}`
  })
  await git(gitDir, { args: ['fast-import', '--quiet', '--force'], input: commits.join('') })
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}
