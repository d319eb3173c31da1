import { git } from './run.ts'

export interface FileChange {
  /** The new blob; 40 zeros where the file is gone. */
  readonly sha: string
  readonly path: string
  readonly previous: string | undefined
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  readonly additions: number
  readonly deletions: number
  /** From the first `@@` on; absent for binary files and for large ones. */
  readonly patch: string | undefined
}

export interface DiffWanted {
  /** `from` undefined: against nothing, as for a root commit. */
  readonly from: string | undefined
  readonly to: string
  /** Which files of the diff, from `skip` on at most `take`. */
  readonly skip: number
  readonly take: number
}

type Raw = Omit<FileChange, 'additions' | 'deletions' | 'patch'>

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
// GitHub leaves the patch of a large file out; its bound for one file's diff:
// https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits
const LONGEST_PATCH = 500_000

/** The files that differ between two commits, in git's order, each with its counts and patch. */
export async function diffFiles(gitDir: string, wanted: DiffWanted): Promise<readonly FileChange[]> {
  const range = [wanted.from ?? EMPTY_TREE, wanted.to]
  const raw = parseRaw(await git(gitDir, { args: ['diff-tree', '-r', '-z', '-M', '--raw', '--full-index', ...range] }))
  const files = raw.slice(wanted.skip, wanted.skip + wanted.take)
  if (files.length === 0) return []
  const paths =
    raw.length === files.length ? [] : files.flatMap((file) => (file.previous === undefined ? [file.path] : [file.previous, file.path]))
  const patches = await readPatches(gitDir, { range, paths })
  return files.map((file) => withPatch(file, patches.get(file.path)))
}

/** `:100644 100644 OLD NEW M` NUL path NUL, with two paths after R and C: https://git-scm.com/docs/diff-format */
function parseRaw(output: Buffer): readonly Raw[] {
  const words = output.toString('utf8').split('\0')
  const files: Raw[] = []
  for (let i = 0; i + 1 < words.length; i += 2) {
    const [, , , sha = '', letter = ''] = (words[i] ?? '').split(' ')
    const first = words[i + 1] ?? ''
    if (!letter.startsWith('R')) {
      files.push({ sha, path: first, previous: undefined, status: statusOf(letter) })
      continue
    }
    files.push({ sha, path: words[i + 2] ?? '', previous: first, status: 'renamed' })
    i++
  }
  return files
}

function statusOf(letter: string): Raw['status'] {
  if (letter === 'A') return 'added'
  return letter === 'D' ? 'removed' : 'modified'
}

async function readPatches(
  gitDir: string,
  wanted: { readonly range: readonly string[]; readonly paths: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const args = ['diff-tree', '-r', '-M', '-z', '--raw', '-p', '--full-index', ...wanted.range, '--', ...wanted.paths]
  const output = await git(gitDir, { args, env: { GIT_LITERAL_PATHSPECS: '1' } })
  const end = output.indexOf('\0\0')
  const files = parseRaw(output.subarray(0, end + 1))
  // Within a patch every line begins with a mark of its own, so a header can't be forged by a file's text.
  const patches = output
    .subarray(end + 2)
    .toString('utf8')
    .split(/^(?=diff --git )/m)
  return new Map(files.map((file, i) => [file.path, patches[i] ?? '']))
}

function withPatch(file: Raw, text = ''): FileChange {
  const start = text.search(/^@@ /m)
  const patch = start < 0 ? '' : text.slice(start).replace(/\n$/, '')
  return {
    ...file,
    additions: countLines(patch, '+'),
    deletions: countLines(patch, '-'),
    patch: patch === '' || patch.length > LONGEST_PATCH ? undefined : patch,
  }
}

function countLines(patch: string, mark: string): number {
  let count = 0
  for (let at = patch.indexOf(`\n${mark}`); at >= 0; at = patch.indexOf(`\n${mark}`, at + 1)) count++
  return count
}
