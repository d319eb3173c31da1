import { execFileSync, spawn } from 'node:child_process'
import { closeSync, constants, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { tempFolder } from '../support/git.ts'
import { commandLine } from '../support/mayfly.ts'
import { tokenOf } from '../support/tokens.ts'

const FINDINGS = 400
const folder = tempFolder()

beforeAll(() => {
  for (let i = 0; i < FINDINGS; i++) writeFileSync(join(folder, `${i}.txt`), tokenOf('github/pat-classic', i))
})

/** A report is longer than what a pipe holds (64 KiB). */
const line = commandLine(['scan', folder, '--format', 'json'])

describe('a report is told to its end', () => {
  test.each([
    ['in a file', `${line} > "$0/report.json"; cat "$0/report.json"`],
    ['through a pipe that is read late', `${line} | { sleep 0.3; cat; }`],
  ])('%s', (_, script) => {
    const out = execFileSync('sh', ['-c', script, tempFolder()], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    expect(out.length).toBeGreaterThan(2 ** 17)
    expect(JSON.parse(out)).toMatchObject({ findings: { length: FINDINGS } })
  })

  test('through a pipe that does not block whoever writes into it', async () => {
    const pipe = join(tempFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    const end = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
    // As what a process gets for its standard output it would be made to block.
    const child = spawn('sh', ['-c', `${line} >&3`], { stdio: ['ignore', 'ignore', 'ignore', end] })
    const ended = new Promise((resolve) => child.on('close', resolve))
    const read: Buffer[] = []
    const reading = setInterval(() => read.push(readable(end)), 10)
    expect(await ended).toBe(1)
    clearInterval(reading)
    read.push(readable(end))
    closeSync(end)
    expect(JSON.parse(Buffer.concat(read).toString())).toMatchObject({ findings: { length: FINDINGS } })
  })
})

/** What a pipe holds now. */
function readable(end: number): Buffer {
  const bytes = Buffer.alloc(2 ** 16)
  try {
    return bytes.subarray(0, readSync(end, bytes))
  } catch {
    return Buffer.alloc(0)
  }
}
