import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createFile } from '../lib/create-file.ts'
import { MayflyError } from '../lib/errors.ts'

const HOW = 'It is 32 random bytes in base64, e.g. from: openssl rand -base64 32'

/**
 * The installation's key, 32 bytes, under which the ledger knows a fingerprint. From MAYFLY_LEDGER_KEY (base64), else
 * from the file `ledger.key` beside an embedded store's folder, which is created on first use. Throws `config`.
 */
export async function readKey(place: { readonly url: string } | { readonly folder: string }, env = process.env): Promise<Buffer> {
  const given = env['MAYFLY_LEDGER_KEY']
  if (given !== undefined && given !== '') return decode(given, 'MAYFLY_LEDGER_KEY')
  if ('url' in place) throw new MayflyError('config', `With DATABASE_URL, MAYFLY_LEDGER_KEY must be set, the same for every process. ${HOW}`)
  const file = join(dirname(resolve(place.folder)), 'ledger.key')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  createFile(file, `${randomBytes(32).toString('base64')}\n`)
  return decode(readPrivate(file), file)
}

function readPrivate(file: string): string {
  const open = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0
  if (open) throw new MayflyError('config', `Others than its owner may read ${file}. Close it: chmod 600 ${file}`)
  return readFileSync(file, 'utf8')
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32 || key.toString('base64') !== text.trim()) throw new MayflyError('config', `${where} holds no ledger key. ${HOW}`)
  return key
}
