import { setTimeout as pause } from 'node:timers/promises'
import type { Mirror } from '../src/acting.ts'
import { RetryLater } from '../src/lib/retry-later.ts'

/** Does a piece of work; where the other side asks for patience, once more after that time (at most half a minute). */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RetryLater)) throw error
    await pause(Math.min(error.seconds, 30) * 1000)
    return work()
  }
}

/** A mirror each of whose requests has a second try. */
export function patient(mirror: Mirror): Mirror {
  return {
    ...mirror,
    defaultBranch: () => patiently(() => mirror.defaultBranch()),
    commits: (ids, depth) => patiently(() => mirror.commits(ids, depth)),
    objects: (ids) => patiently(() => mirror.objects(ids)),
    fileAt: (commit, path) => patiently(() => mirror.fileAt(commit, path)),
  }
}
