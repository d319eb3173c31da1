import { openLocal, openMirror, type LocalRepo, type Mirror, type Tip } from '../src/acting.ts'
import { MayflyError } from '../src/lib/errors.ts'
import { patient } from './patiently.ts'
import type { Setting } from './setting.ts'

/** Where commits can come from. */
export interface Sources {
  /** The clone in the workspace, if there is one; it is read, never changed. */
  readonly clone: LocalRepo | undefined
  /** GitHub itself, or why it cannot be asked. */
  readonly remote: Remote | { readonly refused: string }
  close(): Promise<void>
}

export interface Remote {
  readonly mirror: Mirror
  /** The default branch as it stands now; undefined while it has no commit. */
  readonly tip: Tip | undefined
}

/** Looks for a clone in the workspace, and asks GitHub for its default branch. */
export async function openSources(setting: Setting): Promise<Sources> {
  const clone = await openClone(setting.workspace)
  const remote = await openRemote(setting)
  return {
    clone,
    remote,
    async close() {
      await clone?.close()
      if ('mirror' in remote) await remote.mirror.remove()
    },
  }
}

async function openClone(folder: string): Promise<LocalRepo | undefined> {
  try {
    const repo = await openLocal(folder)
    if (holdsRepository(repo)) return repo
    await repo.close()
    return undefined
  } catch (error) {
    if (error instanceof MayflyError) return undefined
    throw error
  }
}

/** Whether the workspace is a repository, and not a folder inside of one. */
export function holdsRepository({ kind, prefix }: LocalRepo): boolean {
  return kind !== 'disk' && prefix === ''
}

async function openRemote({ token, server, owner, name, temp }: Setting): Promise<Remote | { readonly refused: string }> {
  if (token === '') return { refused: 'no token was given to fetch it' }
  let mirror: Mirror | undefined
  try {
    mirror = patient(await openMirror({ url: `${server}/${owner}/${name}`, token: async () => token }, temp))
    return { mirror, tip: await mirror.defaultBranch() }
  } catch (error) {
    await mirror?.remove()
    if (error instanceof MayflyError) return { refused: error.message }
    throw error
  }
}
