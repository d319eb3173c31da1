import { isDeepStrictEqual } from 'node:util'
import type { Edit } from './edits.ts'
import { expectedTree } from './expect.ts'
import { complaintsOf } from './official.ts'
import { parseSource, plain, type Source } from './source.ts'
import type { Refused } from './splice.ts'

type Verdict = 'sound' | Refused

interface Made {
  readonly text: string
  readonly edits: readonly Edit[]
}

/** Verdicts of one source by the rewritten text: the same rewrite is asked for alone, for its provider and for the whole file. */
const judged = new WeakMap<Source, Map<string, Promise<Verdict>>>()

/** Whether a rewritten text says what was asked for and nothing else, and GitHub's own parser has nothing new against it. */
export function verify(before: Source, made: Made): Promise<Verdict> {
  const verdicts = judged.get(before) ?? new Map<string, Promise<Verdict>>()
  judged.set(before, verdicts)
  const key = JSON.stringify([made.text, made.edits], (_, value: unknown) => (value instanceof Map ? [...value] : value))
  const verdict = verdicts.get(key) ?? judge(before, made)
  verdicts.set(key, verdict)
  return verdict
}

async function judge(before: Source, { text, edits }: Made): Promise<Verdict> {
  const source = parseSource(before.path, text)
  if (!('doc' in source)) return { refused: `the rewritten file would not be YAML: ${source.message}` }
  if (!isDeepStrictEqual(worded(plain(source)), worded(expectedTree(plain(before), edits)))) {
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
