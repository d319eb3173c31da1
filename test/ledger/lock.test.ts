import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { takeLock } from '../../src/ledger/lock.ts'
import { processStart, processWorld } from '../../src/ledger/process-start.ts'
import { start, type Hand } from './processes.ts'

let place: string
let folder: string
let hands: Hand[]

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'mayfly-lock-'))
  folder = join(place, 'db')
  hands = []
})
afterEach(async () => {
  for (const hand of hands) await hand.kill()
  await rm(place, { recursive: true, force: true })
})

test('a folder that a living process holds is refused by its name and the process id, until it is released', async () => {
  const holder = await taker()
  expect(await holder.line()).toBe('held')
  const asker = await taker()
  expect(await asker.line()).toBe(`The folder ${folder} is in use by process ${holder.pid}. Stop that process first, or choose another folder.`)
  holder.tell()
  expect(await holder.line()).toBe('released')
  takeLock(folder).release()
})

test('a process refuses the folder to itself, too', () => {
  const lock = takeLock(folder)
  expect(() => takeLock(folder)).toThrow(expect.objectContaining({ code: 'busy', message: expect.stringContaining(`process ${process.pid}.`) }))
  lock.release()
  takeLock(folder).release()
})

test('of many processes that want a dead one\'s folder at once, one gets it', async () => {
  const dead = await taker()
  expect(await dead.line()).toBe('held')
  await dead.kill()
  const many = await Promise.all(Array.from({ length: 6 }, () => taker('waits')))
  for (const one of many) one.tell()
  const said = await Promise.all(many.map((one) => one.line()))
  const winner = many[said.indexOf('held')]
  expect(said.toSorted()).toEqual([...Array.from({ length: 5 }, () => expect.stringContaining(`process ${winner?.pid}.`)), 'held'])
  expect(await readdir(`${folder}.lock`)).toHaveLength(1)
}, 30_000)

test('a process that ended counts as none while nobody has asked how it ended', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(parent.stdout, 'data')
  const until = performance.now() + 5000
  while (processStart(Number(said)) !== 'none' && performance.now() < until) await pause(20)
  expect(processStart(Number(said))).toBe('none')
  parent.kill('SIGKILL')
})

const alive = processStart(process.pid)

test.each([
  ['a process whose id another one has by now', { pid: process.pid, started: 'earlier', world: processWorld() }, 0, 'taken'],
  ['a process that is gone', { pid: 2 ** 22 + 1, started: alive, world: processWorld() }, 0, 'taken'],
  ['a living process, however long it is silent', { pid: process.pid, started: alive, world: processWorld() }, 3600, 'busy'],
  ['another machine that was heard of just now', { pid: 1, started: 'x', world: 'elsewhere' }, 5, 'busy'],
  ['another machine that fell silent', { pid: 1, started: 'x', world: 'elsewhere' }, 61, 'taken'],
  ['nobody knows whom, just now', 'torn', 5, 'busy'],
  ['nobody knows whom, long ago', '', 61, 'taken'],
])('a folder held by %s', async (_, holder, silent, expected) => {
  await mkdir(`${folder}.lock`)
  await writeFile(join(`${folder}.lock`, '41'), JSON.stringify(holder))
  const seen = new Date(Date.now() - silent * 1000)
  await utimes(join(`${folder}.lock`, '41'), seen, seen)
  expect(outcome()).toBe(expected)
  expect(await readdir(`${folder}.lock`)).toEqual([expected === 'taken' ? '42' : '41'])
})

function outcome(): unknown {
  try {
    takeLock(folder)
    return 'taken'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

async function taker(when: 'now' | 'waits' = 'now'): Promise<Hand> {
  const hand = start('lock-taker', folder)
  hands.push(hand)
  await hand.line()
  if (when === 'now') hand.tell()
  return hand
}
