import type { Problem, Stats } from '../finding.ts'

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`
}

// Node takes 20 ms to learn how the English write numbers.
function grouped(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `120 files (1.2 MB) in 4 commits`: what a scan looked at. No time: a check of the same content must read the same. */
export function lookedAt({ files, bytes, commits }: Stats): string {
  const where = commits === 0 ? '' : ` in ${count(commits, 'commit')}`
  return `${count(files, 'file')} (${size(bytes)})${where}`
}

/** `policy.yml:4:3: found …`, as compilers write it. */
export function problemLine({ source, line, column, message }: Problem): string {
  return `${source}:${line}:${column}: ${message}`
}

function size(bytes: number): string {
  if (bytes < 1_000) return count(bytes, 'byte')
  const [unit, scale] = bytes < 999_950 ? ['kB', 1e3] : bytes < 999_950_000 ? ['MB', 1e6] : ['GB', 1e9]
  return `${(bytes / scale).toFixed(1)} ${unit}`
}

/** `0.8 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
