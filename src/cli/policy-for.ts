import { readFileSync } from 'node:fs'
import { MayflyError } from '../lib/errors.ts'
import { POLICY_PATH, settings, type Repo, type Settings } from '../scanning.ts'

/** The policy of a file that was named, else of the repository as it lies on disk, else the default. */
export async function policyFor(repo: Repo, named: string | undefined): Promise<Settings> {
  return named === undefined ? settings(await repo.file(POLICY_PATH)) : settings(textOf(named), named)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new MayflyError('usage', `the policy ${JSON.stringify(file)} could not be read`, { cause })
  }
}
