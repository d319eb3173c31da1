import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainStore } from './plain-git.ts'

/**
 * A digest of all that HEAD, the refs and the stashes of a repository and its work trees say: where it is the same, git would
 * name the same commits. Undefined where only git can read them. https://git-scm.com/docs/gitrepository-layout
 */
export function refState(top: string): string | undefined {
  const git = plainStore(top)
  if (git === undefined) return undefined
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256')
  try {
    for (const path of refFiles(git.folder)) {
      const text = readFileSync(join(git.folder, path))
      hash.update(`${path}\0${text.length}\0`).update(text)
    }
    return hash.digest('hex')
  } catch {
    // A ref that went in the meantime, or one of a strange kind.
    return undefined
  }
}

function* refFiles(git: string): Generator<string> {
  const names = readdirSync(git)
  for (const name of ['HEAD', 'packed-refs']) if (names.includes(name)) yield name
  yield* filesBelow(git, 'refs')
  if (names.includes('logs')) yield* stashes(git)
  if (!names.includes('worktrees')) return
  for (const tree of readdirSync(join(git, 'worktrees'))) {
    yield `worktrees/${tree}/HEAD`
    if (readdirSync(join(git, 'worktrees', tree)).includes('refs')) yield* filesBelow(git, `worktrees/${tree}/refs`)
  }
}

function* stashes(git: string): Generator<string> {
  const logs = readdirSync(join(git, 'logs'))
  if (logs.includes('refs') && readdirSync(join(git, 'logs', 'refs')).includes('stash')) yield 'logs/refs/stash'
}

function* filesBelow(git: string, below: string): Generator<string> {
  for (const entry of readdirSync(join(git, below), { withFileTypes: true })) {
    const path = `${below}/${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(git, path)
    else if (entry.isFile()) yield path
    else throw new RangeError('a ref that is a link')
  }
}
