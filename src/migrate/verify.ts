import { isDeepStrictEqual } from 'node:util'
import type { Edit } from './edits.ts'
import { expectedTree } from './expect.ts'
import { complaintsOf } from './official.ts'
import { parseSource, plain, type Source } from './source.ts'
import type { Refused } from './splice.ts'

/** Whether a rewritten text says what was asked for and nothing else, and GitHub's own parser has nothing new against it. */
export async function verify(before: Source, after: { readonly text: string; readonly edits: readonly Edit[] }): Promise<'sound' | Refused> {
  const source = parseSource(before.path, after.text)
  if (!('doc' in source)) return { refused: `the rewritten file would not be YAML: ${source.message}` }
  if (!isDeepStrictEqual(worded(plain(source)), worded(expectedTree(plain(before), after.edits)))) {
    return { refused: 'the edit would change more than it must; a value is shared or written in an unusual way' }
  }
  const known = new Set(await complaintsOf(before))
  const fresh = (await complaintsOf(source)).find((complaint) => !known.has(complaint))
  return fresh === undefined ? 'sound' : { refused: `GitHub's parser would refuse the rewritten file: ${fresh}` }
}

/** Numbers and booleans as their texts, as GitHub hands them to actions and programs: quoting must not matter. */
function worded(tree: unknown): unknown {
  const text = JSON.stringify(tree ?? null, (_, value: unknown) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value))
  return JSON.parse(text)
}
