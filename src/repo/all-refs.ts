// The commits that `git log --all` begins at.
import { runGit, gitError, gitRecords, NEWLINE } from './git.ts'
import { lies, plainStore } from './plain-git.ts'

/**
 * What refs and HEAD name, in git's order; some may be named twice. Where that is plain to see, tags of something else than
 * commits are named too: to open each object takes git ten times as long as to list them.
 */
export async function allRefs(folder: string): Promise<readonly string[]> {
  const git = plainStore(folder)
  // HEADs of other work trees count too.
  if (git === undefined || lies(git.folder, 'worktrees')) return opened(folder)
  const ran = await runGit({ folder, args: ['show-ref', '--head', '--dereference'] })
  // 1: there is none.
  if (ran.code !== 0 && ran.code !== 1) throw gitError('show-ref', ran)
  return named(ran.out.toString('latin1'))
}

async function opened(folder: string): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const record of gitRecords({ folder, args: ['rev-list', '--all', '--no-walk=unsorted'], end: NEWLINE })) ids.push(record.toString('latin1'))
  return ids
}

/** Lines of an id and a name, HEAD's first; behind that of a tag one of what it is of, by the same name and `^{}`. */
function named(text: string): readonly string[] {
  const ids: string[] = []
  let head: string | undefined
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ')
    const id = line.slice(0, space)
    if (line.endsWith('^{}')) ids[ids.length - 1] = id
    else if (line.endsWith(' HEAD') && head === undefined) head = id
    else if (space > 0) ids.push(id)
  }
  return head === undefined ? ids : [...ids, head]
}
