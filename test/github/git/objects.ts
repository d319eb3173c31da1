import { git, GitFailure, tryGit } from './run.ts'

export interface TreeEntry {
  readonly mode: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly sha: string
  /** Bytes of a blob. */
  readonly size: number | undefined
  readonly path: string
}

export interface Tree {
  readonly sha: string
  readonly entries: readonly TreeEntry[]
  readonly truncated: boolean
}

// https://docs.github.com/en/rest/git/trees#get-a-tree
const MOST_ENTRIES = 100_000

export async function readTree(gitDir: string, wanted: { readonly sha: string; readonly recursive: boolean }): Promise<Tree> {
  const args = ['ls-tree', '-z', '--long', ...(wanted.recursive ? ['-r', '-t'] : []), wanted.sha]
  const lines = (await git(gitDir, { args }))
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
  return { sha: wanted.sha, entries: lines.slice(0, MOST_ENTRIES).map(entryOf), truncated: lines.length > MOST_ENTRIES }
}

/** What stands at a path of a commit or tree; undefined where nothing does. The root is a tree with an empty path. */
export async function readPath(gitDir: string, wanted: { readonly at: string; readonly path: string }): Promise<TreeEntry | undefined> {
  if (wanted.path === '') {
    const sha = await tryGit(gitDir, 'rev-parse', '--verify', '--quiet', `${wanted.at}^{tree}`)
    return sha === undefined ? undefined : { mode: '040000', type: 'tree', sha, size: undefined, path: '' }
  }
  const args = ['ls-tree', '-z', '--long', wanted.at, '--', wanted.path]
  const output = await git(gitDir, { args, env: { GIT_LITERAL_PATHSPECS: '1' } })
  const line = output.toString('utf8').split('\0')[0]
  return line === undefined || line === '' ? undefined : entryOf(line)
}

export async function readBlob(gitDir: string, sha: string): Promise<Buffer | undefined> {
  try {
    return await git(gitDir, { args: ['cat-file', 'blob', sha] })
  } catch (error) {
    if (error instanceof GitFailure) return undefined
    throw error
  }
}

/** `100644 blob SHA     123<TAB>path` */
function entryOf(line: string): TreeEntry {
  const tab = line.indexOf('\t')
  const [mode = '', type, sha = '', size = '-'] = line.slice(0, tab).split(/ +/)
  return {
    mode,
    type: type === 'tree' || type === 'commit' ? type : 'blob',
    sha,
    size: size === '-' ? undefined : Number(size),
    path: line.slice(tab + 1),
  }
}
