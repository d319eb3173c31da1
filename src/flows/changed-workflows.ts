import type { StoredMigration } from '../ledger/ledger.ts'
import type { Hosted, Pull } from '../repo/hosted.ts'
import { watchedJobs, type Watched } from './watched-jobs.ts'

const FOLDER = '.github/workflows'

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
