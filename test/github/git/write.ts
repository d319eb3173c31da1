import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Commit } from './commits.ts'
import { git } from './run.ts'

export async function writeCommit(gitDir: string, commit: Omit<Commit, 'sha'>): Promise<string> {
  const { author, committer } = commit
  const env = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: author.date,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: committer.date,
  }
  const args = ['commit-tree', commit.tree, ...commit.parents.flatMap((parent) => ['-p', parent])]
  return oneLine(await git(gitDir, { args, input: commit.message, env }))
}

export async function writeBlob(gitDir: string, bytes: Buffer): Promise<string> {
  return oneLine(await git(gitDir, { args: ['hash-object', '-w', '--stdin'], input: bytes }))
}

/** A tree of these files: path → content. */
export async function writeFiles(gitDir: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const entries: IndexEntry[] = []
  for (const [path, content] of Object.entries(files)) {
    entries.push({ mode: '100644', sha: await writeBlob(gitDir, Buffer.from(content)), path })
  }
  return writeTree(gitDir, { base: undefined, entries })
}

/** A path's new content in a tree; without `sha` the path is taken out. The mode 040000 puts a whole tree there. */
export interface IndexEntry {
  readonly mode: string
  readonly sha: string | undefined
  readonly path: string
}

/** Writes the tree that `base` (or nothing) becomes by these entries. Paths may hold any character but NUL. */
export async function writeTree(
  gitDir: string,
  change: { readonly base: string | undefined; readonly entries: readonly IndexEntry[] },
): Promise<string> {
  const index = join(gitDir, `index-${++indexes}`)
  const env = { GIT_INDEX_FILE: index }
  try {
    await git(gitDir, { args: ['read-tree', change.base ?? '--empty'], env })
    const files = change.entries.filter((entry) => entry.mode !== '040000')
    await git(gitDir, { args: ['update-index', '-z', '--index-info'], input: files.map(indexLine).join(''), env })
    for (const entry of change.entries) {
      if (entry.mode === '040000') await git(gitDir, { args: ['read-tree', `--prefix=${entry.path}/`, entry.sha ?? ''], env })
    }
    return oneLine(await git(gitDir, { args: ['write-tree'], env }))
  } finally {
    await rm(index, { force: true })
  }
}

let indexes = 0

function indexLine(entry: IndexEntry): string {
  return entry.sha === undefined ? `0 ${'0'.repeat(40)}\t${entry.path}\0` : `${entry.mode} ${entry.sha}\t${entry.path}\0`
}

function oneLine(output: Buffer): string {
  return output.toString('utf8').trim()
}
