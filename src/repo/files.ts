// Single files by their path from the repository's top: policy and workflows.
import { readdirSync } from 'node:fs'
import { MayflyError } from '../lib/errors.ts'
import { findCommits } from './commits.ts'
import { kindOf, readDisk } from './disk.ts'
import { gitError, runGit } from './git.ts'
import type { Place } from './locate.ts'
import type { Objects } from './objects.ts'
import type { Content } from './port.ts'
import { entryAt } from './tree-entry.ts'

/** A folder with the git that reads its objects, if it has some. */
export interface Opened {
  readonly place: Place
  readonly objects: Objects
}

export interface Asked {
  readonly path: string
  /** Absent: on disk, or at HEAD where there is no work tree. */
  readonly ref: string | undefined
}

/** A file's text; undefined where there is none. Throws MayflyError where it is there and cannot be read. */
export async function readText(from: Opened, asked: Asked): Promise<string | undefined> {
  const content = isOnDisk(from.place, asked) ? diskFile(from.place, asked.path) : await committedFile(from, asked)
  if (content === undefined) return undefined
  if (content.state === 'read') return Buffer.from(content.bytes).toString('utf8')
  const why = content.state === 'missing' ? content.why : `its ${content.bytes} bytes are too many`
  throw new MayflyError('io', `${JSON.stringify(asked.path)} could not be read: ${why}`)
}

/** The paths of the files directly in a folder, in the order of their names; links and folders left out. */
export async function listFiles({ place, objects }: Opened, asked: Asked): Promise<readonly string[]> {
  const folder = asked.path.replace(/\/$/, '')
  if (isOnDisk(place, asked)) {
    return entriesOf(`${place.top}/${folder}`).filter((entry) => entry.isFile()).map((entry) => `${folder}/${entry.name}`).toSorted()
  }
  const entries = await treeEntries({ place, objects }, { path: `${folder}/`, ref: asked.ref })
  return entries.filter(({ mode }) => mode.startsWith('100')).map(({ path }) => path)
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function isOnDisk(place: Place, asked: Asked): boolean {
  return place.kind !== 'bare' && asked.ref === undefined
}

function diskFile(place: Place, path: string): Content | undefined {
  const full = `${place.top}/${path}`
  return kindOf(full) === 'file' ? readDisk(full) : undefined
}

async function committedFile(from: Opened, asked: Asked) {
  const found = await entryAt(from.objects, asked)
  const entry = found === 'unclear' ? (await treeEntries(from, asked))[0] : found
  return entry?.mode.startsWith('100') ? from.objects.read(entry.oid) : undefined
}

async function treeEntries({ place, objects }: Opened, { path, ref = 'HEAD' }: Asked) {
  const [commit] = await findCommits(objects, [ref])
  if (commit === undefined && ref === 'HEAD') return []
  if (commit === undefined) throw new MayflyError('git', `there is no commit ${JSON.stringify(ref)} in this clone`)
  const ran = await runGit({ folder: place.folder, args: ['ls-tree', '-z', '--full-tree', commit, '--', path] })
  if (ran.code !== 0) throw gitError('ls-tree', ran)
  const lines = ran.out.toString('utf8').split('\0').filter((line) => line !== '')
  return lines.map((line) => {
    const [head = '', ...name] = line.split('\t')
    const [mode = '', , oid = ''] = head.split(' ')
    return { mode, oid, path: name.join('\t') }
  })
}
