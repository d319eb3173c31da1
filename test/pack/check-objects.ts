// Whether every blob of a repository's packs is made as its id says: `node test/pack/check-objects.ts FOLDER …`
import { createHash } from 'node:crypto'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { openStore } from '../../src/pack/object-store.ts'
import { idsOf, planWork } from '../../src/pack/pack-work.ts'
import { scanPacks } from '../../src/pack/scan-packs.ts'
import { compile } from '../../src/scan/ruleset.ts'

export interface Checked {
  readonly right: number
  /** Ids of blobs of which other bytes were made. */
  readonly wrong: readonly string[]
  /** How many could not be made. */
  readonly failed: number
}

export async function checkObjects(folder: string): Promise<Checked> {
  const { packs: paths, idLength } = await openStore(folder)
  const work = planWork({ paths, idLength, wanted: undefined })
  if (work === 'unknown') throw new Error(`the packs of ${folder} were not read`)
  const hashes = new Map<number, string>()
  function witness(entry: number, bytes: Uint8Array): void {
    const hash = createHash(idLength === 32 ? 'sha256' : 'sha1').update(`blob ${bytes.length}\0`).update(bytes)
    hashes.set(entry, hash.digest('hex'))
  }
  const counter = new Int32Array(new SharedArrayBuffer(4))
  const { failed } = await scanPacks({ ...work, loose: { folders: [], ids: [] }, counter, ruleset: compile([]), witness })
  const ids = idsOf([...hashes.keys()], work)
  const wrong = [...hashes].filter(([entry, hash]) => ids.get(entry) !== hash).map(([entry]) => ids.get(entry) ?? '')
  return { right: hashes.size - wrong.length, wrong, failed: failed.length }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of argv.slice(2)) {
    const { right, wrong, failed } = await checkObjects(folder)
    process.stdout.write(`${folder}: ${right} right, ${wrong.length} wrong, ${failed} failed\n`)
  }
}
