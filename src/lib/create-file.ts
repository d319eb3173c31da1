import { randomUUID } from 'node:crypto'
import { linkSync, rmSync, writeFileSync } from 'node:fs'
import { errorCode } from './error-code.ts'

/** Puts a file of mode 0600 there whole, as it must be when others read it, and only if there is none. */
export function createFile(file: string, text: string): 'created' | 'exists' {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return 'created'
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'exists'
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
