import type { Fetched } from '../repo/hosted.ts'
import type { Content, Repo } from '../repo/port.ts'

/** Several fetched ranges as one repository whose `commits` range is all of them, each version once. */
export function union(all: readonly [Fetched, ...Fetched[]]): Repo {
  const [first] = all
  return {
    async *versions(range) {
      const seen = new Set<string>()
      for (const { repo, heads, bases } of all) {
        for await (const version of repo.versions(range.of === 'commits' ? { of: 'commits', heads, bases } : range)) {
          if ('gap' in version) {
            yield version
            continue
          }
          const key = `${version.commit} ${version.blob} ${version.path}`
          if (!seen.has(key)) yield version
          seen.add(key)
        }
      }
    },
    async read(blob): Promise<Content> {
      let content: Content = { state: 'missing', why: 'in none of the fetched ranges' }
      for (const { repo } of all) {
        content = await repo.read(blob)
        if (content.state !== 'missing') return content
      }
      return content
    },
    file: (path, ref) => first.repo.file(path, ref),
    list: (folder, ref) => first.repo.list(folder, ref),
    ...(first.repo.bring === undefined ? {} : { bring: first.repo.bring }),
    async close() {
      for (const { repo } of all) await repo.close()
    },
  }
}
