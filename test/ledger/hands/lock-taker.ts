// A process that takes a folder's lock, says what came of it, and lives until it is told to release or is killed.
import { once } from 'node:events'
import { takeLock } from '../../../src/ledger/lock.ts'

process.stdout.write('up\n')
await once(process.stdin, 'data')
try {
  const lock = takeLock(process.argv[2] ?? '')
  process.stdout.write('held\n')
  await once(process.stdin, 'data')
  lock.release()
  process.stdout.write('released\n')
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : 'trouble'}\n`)
}
process.stdin.unref()
