import { runGit } from './git.ts'
import { plainStore } from './plain-git.ts'

/** Whether some objects were never fetched. https://git-scm.com/docs/partial-clone */
export async function isPartial(folder: string): Promise<boolean> {
  // Where git is asked for them it notes so in the clone's own config.
  if (plainStore(folder) !== undefined) return false
  const ran = await runGit({ folder, args: ['config', '--get-regexp', String.raw`^remote\..*\.promisor$`] })
  return ran.code === 0
}
