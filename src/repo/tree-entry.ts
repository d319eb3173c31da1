import type { Objects } from './objects.ts'

/** What a tree says of a name in it. */
export interface TreeEntry {
  readonly mode: string
  readonly oid: string
}

/** What stands at a path of a commit; `unclear` where there is no such commit, or not all of it is here: git tells why. */
export async function entryAt(objects: Objects, { path, ref = 'HEAD' }: { readonly path: string; readonly ref: string | undefined }): Promise<TreeEntry | undefined | 'unclear'> {
  if (/[\n\0]/.test(ref)) return 'unclear'
  const commit = await objects.read(`${ref}^{commit}`)
  const tree = commit.state === 'read' ? /^tree ([0-9a-f]{40,64})\n/.exec(Buffer.from(commit.bytes).toString('latin1', 0, 70))?.[1] : undefined
  if (tree === undefined) return 'unclear'
  let at: TreeEntry | undefined = { mode: TREE, oid: tree }
  for (const name of path.split('/')) {
    if (at?.mode !== TREE) return undefined
    const content = await objects.read(at.oid)
    if (content.state !== 'read') return 'unclear'
    at = entryOf(Buffer.from(content.bytes), { name: Buffer.from(name), width: at.oid.length / 2 })
  }
  return at
}

const TREE = '40000'

/** Reads a tree: a mode, a space, a name, NUL and the id's bytes, for each entry. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function entryOf(tree: Buffer, { name, width }: { readonly name: Buffer; readonly width: number }): TreeEntry | undefined {
  for (let at = 0; at < tree.length;) {
    const [space, end] = [tree.indexOf(' ', at), tree.indexOf(0, at)]
    if (space < 0 || end < 0) return undefined
    const next = end + 1 + width
    if (tree.subarray(space + 1, end).equals(name)) return { mode: tree.toString('latin1', at, space), oid: tree.toString('hex', end + 1, next) }
    at = next
  }
  return undefined
}
