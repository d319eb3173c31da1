import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An open file without a name: it goes when it is closed, however this process ends. */
export interface Nameless {
  readonly fd: number
  close(): void
}

/** Opens an empty one to write and read; nobody else can. */
export function openNameless(): Nameless {
  const folder = mkdtempSync(join(tmpdir(), 'mayfly-'))
  try {
    const fd = openSync(join(folder, 'walk'), 'wx+', 0o600)
    return { fd, close: () => closeSync(fd) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
