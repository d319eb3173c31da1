import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { tempFolder } from './git.ts'

/** Which commands git was started for meanwhile. */
export async function watched<T>(work: () => Promise<T>): Promise<{ readonly calls: readonly string[]; readonly result: T }> {
  const folder = tempFolder()
  const path = process.env['PATH'] ?? ''
  writeFileSync(join(folder, 'calls'), '')
  writeFileSync(join(folder, 'git'), `#!/bin/sh\nfor word; do case $word in -c|*.*=*) ;; *) echo "$word" >> "${folder}/calls"; break;; esac; done\nPATH="${path}" exec git "$@"\n`)
  chmodSync(join(folder, 'git'), 0o755)
  process.env['PATH'] = [folder, path].join(delimiter)
  try {
    const result = await work()
    return { result, calls: readFileSync(join(folder, 'calls'), 'utf8').split('\n').slice(0, -1) }
  } finally {
    process.env['PATH'] = path
  }
}
