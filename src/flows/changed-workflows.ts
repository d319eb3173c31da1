import type { StoredMigration } from '../ledger/ledger.ts'
import type { Hosted, Pull } from '../repo/hosted.ts'
import { jobsIn, watchedJobs, type Watched } from './watched-jobs.ts'

const FOLDER = '.github/workflows'

/** Of these jobs those that still are at a commit what the migration made of them. */
export async function stillWatched(hosted: Hosted, { base, head, watched }: { readonly base: string; readonly head: string; readonly watched: readonly Watched[] }): Promise<readonly Watched[]> {
  const now = new Map((await hosted.listAt(FOLDER, head)).map(({ path, blob }) => [path, blob]))
  const before = new Map((await hosted.listAt(FOLDER, base)).map(({ path, blob }) => [path, blob]))
  const paths = [...new Set(watched.map(({ path }) => path))]
  const all = await Promise.all(paths.map(async (path) => {
    const [blob, old] = [now.get(path), before.get(path)]
    if (blob === undefined) return []
    return watchedJobs(path, { before: old === undefined ? undefined : await hosted.blob(old), after: await hosted.blob(blob) })
  }))
  return watched.filter((one) => {
    const same = all.flat().find(({ path, job }) => path === one.path && job === one.job)
    return same !== undefined && one.steps.every(({ name }) => same.steps.some((step) => step.name.source === name.source))
  })
}

/** The jobs whose new logins show that a merged migration works. */
export async function watchedOf(hosted: Hosted, { base, pull }: { readonly base: StoredMigration['base']; readonly pull: Pull }): Promise<readonly Watched[]> {
  const before = new Map((await hosted.listAt(FOLDER, base)).map(({ path, blob }) => [path, blob]))
  const watched: Watched[] = []
  for (const { path, blob } of await hosted.listAt(FOLDER, pull.head)) {
    const old = before.get(path)
    if (old === blob) continue
    const texts = { before: old === undefined ? undefined : await hosted.blob(old), after: await hosted.blob(blob) }
    watched.push(...watchedJobs(path, texts))
  }
  return watched
}

/** Of these jobs those that a commit still has, whatever they do there; what cannot be read is taken to be there. */
export async function stillThere(hosted: Hosted, { ref, watched }: { readonly ref: string; readonly watched: readonly Watched[] }): Promise<readonly Watched[]> {
  if (watched.length === 0) return []
  const now = new Map((await hosted.listAt(FOLDER, ref)).map(({ path, blob }) => [path, blob]))
  const there = await Promise.all(watched.map(async ({ path, job }) => {
    const blob = now.get(path)
    return blob !== undefined && (jobsIn(path, await hosted.blob(blob))?.includes(job) ?? true)
  }))
  return watched.filter((_, i) => there[i] === true)
}
