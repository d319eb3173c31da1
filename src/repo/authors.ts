// Who made commits, read from the commits themselves: https://git-scm.com/docs/git-commit-tree#_commit_information
import { gitRecords, NUL } from './git.ts'
import type { Objects } from './objects.ts'
import type { Author, Content } from './port.ts'

/** Who made these commits, of those that are here. What is not written as git writes it today, git is asked of. */
export async function authorsOf(from: { readonly folder: string; readonly objects: Objects }, commits: Iterable<string>): Promise<ReadonlyMap<string, Author>> {
  const authors = new Map<string, Author>()
  const odd: string[] = []
  await Promise.all(Array.from(commits, async (id) => {
    const author = authorIn(await from.objects.read(id))
    if (author === undefined) odd.push(id)
    else authors.set(id, author)
  }))
  for (const [id, author] of odd.length === 0 ? [] : await byLog(from.folder, odd)) authors.set(id, author)
  return authors
}

const AUTHOR = /^author ([^<>\n]{0,1000})<[^<>\n]{0,1000}> (\d{1,11}) ([+-])(\d\d)(\d\d)$/m

function authorIn(commit: Content): Author | undefined {
  if (commit.state !== 'read') return undefined
  const text = Buffer.from(commit.bytes).toString('utf8')
  const head = text.slice(0, text.indexOf('\n\n') + 1)
  const [, name, seconds, sign, hours, minutes] = AUTHOR.exec(head) ?? []
  if (name === undefined || head.includes('\nencoding ')) return undefined
  const east = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const local = new Date((Number(seconds) + east * 60) * 1000).toISOString().slice(0, 19)
  return { name: name.replace(/[ \t]{1,1000}$/, ''), date: `${local}${east === 0 ? 'Z' : `${sign}${hours}:${minutes}`}` }
}

async function byLog(folder: string, commits: readonly string[]): Promise<ReadonlyMap<string, Author>> {
  const authors = new Map<string, Author>()
  const args = ['log', '--no-walk=unsorted', '-s', '-z', '--format=%H%x0a%aI%x0a%an', '--no-color', '--no-notes', '--no-show-signature', '--no-mailmap', '--stdin']
  for await (const record of gitRecords({ folder, args, end: NUL, input: commits.map((id) => `${id}\n`) })) {
    const [id = '', date = '', name = ''] = record.toString('utf8').split('\n')
    // Versions of git write UTC in two ways.
    authors.set(id, { name, date: date.replace(/\+00:00$/, 'Z') })
  }
  return authors
}
