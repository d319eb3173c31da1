import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MayflyError } from '../lib/errors.ts'
import { writeFiles } from './write-files.ts'

export interface ChangedFile {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** Puts new texts in place of those that were read. A file that is not what was read is somebody's edit: then none is written. */
export function changeFiles(files: readonly ChangedFile[], top: string): void {
  for (const { path, before } of files) {
    if (!readFileSync(join(top, path)).equals(Buffer.from(before))) {
      throw new MayflyError('io', `${path} is not what was read, so somebody changed it meanwhile (or it is no UTF-8); nothing was written`)
    }
  }
  writeFiles(files.map(({ path, after }) => ({ path: join(top, path), text: after })))
}
