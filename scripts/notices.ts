import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { ROOT } from './bundles.ts'

/** The names, versions and licence texts of the packages whose files went into a bundle: their licences ask that they go with it. */
export function noticesOf(inputs: Metafile['inputs']): string {
  const folders = new Set(Object.keys(inputs).flatMap((path) => PACKAGE.exec(path)?.[1] ?? []))
  return [...folders].map((folder) => noticeOf(join(ROOT, folder))).toSorted().join(`\n${'-'.repeat(80)}\n\n`)
}

// The innermost: `node_modules/a/node_modules/@b/c`.
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/@][^/]*)\//

function noticeOf(folder: string): string {
  const { name, version, license }: { readonly name: string; readonly version: string; readonly license: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  const text = file === undefined ? `(no file; its package.json says ${license})` : readFileSync(join(folder, file), 'utf8').trim()
  return `${name} ${version}, ${license}\n\n${text}\n`
}
