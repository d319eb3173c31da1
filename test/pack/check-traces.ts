// Whether traces tell the same of who brought blobs as git's log of every change does: `node test/pack/check-traces.ts FOLDER …`
import { execFileSync } from 'node:child_process'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { MayflyError } from '../../src/lib/errors.ts'
import { looseIn, openStore } from '../../src/pack/object-store.ts'
import { planWork } from '../../src/pack/pack-work.ts'
import { PackWorker } from '../../src/pack/pack-worker.ts'
import { traceTrees } from '../../src/pack/trace-trees.ts'
import { openLocal } from '../../src/repo/local.ts'
import type { Range, Store, Traces } from '../../src/repo/port.ts'
import { compile } from '../../src/scan/ruleset.ts'

export interface Told {
  /** Path, commit, blob and what it replaces; gaps; how many commits there were. */
  readonly versions: readonly string[]
  readonly commits: number
}

export interface Compared {
  readonly logged: Told
  readonly traced: Told
  /** As they are told one after the other: by the commits that were read from packs, and by git's list of commits. */
  readonly orders: { readonly own: readonly string[]; readonly listed: readonly string[] }
  readonly traces: Traces | undefined
}

type Whole = Extract<Range, { of: 'commits' | 'history' }>

/** Asks both ways who brought some blobs. */
export async function compare(folder: string, { sought, range = { of: 'history' } }: { readonly sought: ReadonlySet<string>; readonly range?: Whole }): Promise<Compared> {
  const repo = await openLocal(folder)
  if (repo.store === undefined) throw new MayflyError('usage', `${folder} is no repository`)
  const traces = await tracesOf(folder, sought)
  try {
    const logged = await told(repo.store, { sought, range, traces: undefined })
    const own = await told(repo.store, { sought, range, traces })
    // No commit is that old; but where one might be too old git is asked.
    const listed = await told(repo.store, { sought, range: { since: '1980-01-01', ...range }, traces })
    return { traces, logged: inOrder(logged), traced: inOrder(own), orders: { own: own.versions, listed: listed.versions } }
  } finally {
    await repo.close()
  }
}

/** Traces of any blobs, found by this thread alone. */
export async function tracesOf(folder: string, sought: ReadonlySet<string>): Promise<Traces | undefined> {
  const store = await openStore(folder)
  const packs = planWork({ paths: store.packs, idLength: store.idLength, wanted: undefined, trees: 'with trees' })
  if (packs === 'unknown') return undefined
  const loose = looseIn(store)
  const work = { ...packs, loose: { ...loose, ids: loose.ids.filter((id) => packs.packs.every(({ index }) => index.placeOf(Buffer.from(id, 'hex')) < 0)) } }
  const worker = new PackWorker({ ...work, counter: new Int32Array(new SharedArrayBuffer(4)), ruleset: compile([]) })
  const { others } = await worker.scan()
  return traceTrees({ work, others, idLength: store.idLength, worker, helpers: undefined, sought })
}

async function told(store: Store, { sought, range, traces }: { readonly sought: ReadonlySet<string>; readonly range: Whole; readonly traces: Traces | undefined }): Promise<Told> {
  const walk = await store.walk(range)
  if (traces !== undefined) walk.start()
  const versions: string[] = []
  for await (const version of walk.versions({ only: sought, lacking: 'told', traces })) {
    versions.push('gap' in version ? version.gap : [version.commit, version.path, version.blob, ...version.before.toSorted()].join(' '))
  }
  await walk.close()
  return { versions, commits: walk.commits }
}

function inOrder({ versions, commits }: Told): Told {
  return { versions: versions.toSorted(), commits }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of argv.slice(2)) {
    const listed = execFileSync('git', ['cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(objectname)'], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 })
    const blobs = listed.split('\n').flatMap((line) => (line.startsWith('blob ') ? [line.slice(5)] : []))
    for (const most of [1, 50, 2_000]) {
      const sought = new Set(Array.from({ length: most }, () => blobs[Math.floor(Math.random() * blobs.length)] ?? ''))
      const { logged, traced, traces, orders } = await compare(folder, { sought })
      const same = JSON.stringify(logged) === JSON.stringify(traced) && JSON.stringify(orders.own) === JSON.stringify(orders.listed)
      process.stdout.write(`${folder}: ${sought.size} blobs, ${logged.versions.length} versions in ${logged.commits} commits: ${traces === undefined ? 'NO TRACES' : same ? 'the same' : 'DIFFERENT'}\n`)
      if (!same) process.stdout.write(`${JSON.stringify(logged.versions.filter((one) => !traced.versions.includes(one)).concat(traced.versions.filter((one) => !logged.versions.includes(one))).slice(0, 20), undefined, 1)}\n`)
    }
  }
}
