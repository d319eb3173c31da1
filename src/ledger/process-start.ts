import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from '../lib/error-code.ts'

/**
 * When a process started, as a text that is only ever compared: with its id it names one process, also after the id was
 * given to another. `none`: no such process lives (a zombie does not). `unknown`: one lives, but nobody can tell since when.
 */
export function processStart(pid: number): string {
  if (!exists(pid)) return 'none'
  return fromProc(pid) ?? fromPs(pid)
}

/** Processes can see each other only within one machine and one pid namespace (a container has its own). */
export function processWorld(): string {
  return `${hostname()} ${quietly(() => readlinkSync('/proc/self/ns/pid')) ?? ''}`.trim()
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

// Fields 3 (state) and 22 (start, in ticks since boot); field 2 may hold spaces and brackets.
// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
function fromProc(pid: number): string | undefined {
  const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const boot = quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  if (stat === undefined || boot === undefined) return undefined
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return isGone(fields[0]) ? 'none' : `${boot} ${fields[19]}`
}

function fromPs(pid: number): string {
  const env = { LC_ALL: 'C', PATH: '/bin:/usr/bin' }
  const line = quietly(() => execFileSync('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env, stdio: 'pipe' }).trim())
  if (line === undefined || line === '') return 'unknown'
  return isGone(line[0]) ? 'none' : line.replace(/^\S+\s+/, '')
}

function isGone(state: string | undefined): boolean {
  return state === 'Z' || state === 'X'
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
