import type { Access } from '../workflow.ts'

/** All scopes of some permission blocks, each with the widest access that one of them gives. */
export function union(blocks: readonly Readonly<Record<string, Access>>[]): Readonly<Record<string, Access>> {
  const all: Record<string, Access> = {}
  for (const block of blocks) {
    for (const [scope, access] of Object.entries(block)) if (all[scope] !== 'write') all[scope] = access
  }
  return all
}
