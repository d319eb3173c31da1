import { existsSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { threadUrl } from '../../src/lib/thread-url.ts'
import { root } from '../support/source-files.ts'

// As a bundle the threads lie beside its chunks: test/package starts them there.
test.each(['work', 'ledger/pglite-thread'])('run from the sources, the thread %s is a source file', (name) => {
  const url = threadUrl(name)
  expect(url.pathname).toBe(new URL(`file://${root}src/${name}.ts`).pathname)
  expect(existsSync(url)).toBe(true)
})
