import { randomBytes } from 'node:crypto'
import { chmodSync, lstatSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { MayflyError } from './errors.ts'

export interface NewFile {
  readonly path: string
  readonly text: string
}

/**
 * Writes files so that each is, at every moment, the old one or the new one: beside it first, then moved over it, all
 * without giving a signal its turn in between. Modes are kept. A link to a file is replaced, not followed: it may stand in a
 * repository that nobody vouches for. What is no file (a pipe, /dev/null, /dev/stdout) is written into. Throws MayflyError('io') with no file written.
 */
export function writeFiles(files: readonly NewFile[]): void {
  const ready: { readonly path: string; readonly beside: string }[] = []
  try {
    for (const { path, text } of files) {
      const old = lstatSync(path, { throwIfNoEntry: false })
      const behind = statSync(path, { throwIfNoEntry: false })
      if (behind?.isCharacterDevice() || behind?.isFIFO() || behind?.isSocket()) {
        writeFileSync(path, text)
        continue
      }
      const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`)
      ready.push({ path, beside })
      writeFileSync(beside, text, { flag: 'wx' })
      if (old?.isFile()) chmodSync(beside, old.mode)
    }
  } catch (error) {
    for (const { beside } of ready) rmSync(beside, { force: true })
    throw new MayflyError('io', `${files.map(({ path }) => path).join(', ')} could not be written; nothing was`, { cause: error })
  }
  for (const { path, beside } of ready) renameSync(beside, path)
}
