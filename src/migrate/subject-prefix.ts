import type { RepoFacts } from '../workflow.ts'

/** Read from GitHub; the older form where it could not be read, and the letter says so. */
export function prefixOf(facts: RepoFacts): string {
  return facts.subClaimPrefix ?? `repo:${facts.owner ?? 'OWNER'}/${facts.name ?? 'REPO'}`
}
