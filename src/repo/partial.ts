import { runGit } from './git.ts'

/** Whether some objects were never fetched. https://git-scm.com/docs/partial-clone */
export async function isPartial(folder: string): Promise<boolean> {
  const ran = await runGit({ folder, args: ['config', '--get-regexp', String.raw`^remote\..*\.promisor$`] })
  return ran.code === 0
}
