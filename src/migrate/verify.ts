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
  if (emptied(plain(before), plain(source))) return { refused: 'a branch of a script would be left without a command, which shells refuse' }
  const known = new Set(await complaintsOf(before))
  const fresh = (await complaintsOf(source)).find((complaint) => !known.has(complaint))
  return fresh === undefined ? 'sound' : { refused: `GitHub's parser would refuse the rewritten file: ${fresh}` }
}

const EMPTY = /(?:^|[\n;])[ \t]{0,80}(?:then|do|else)[ \t]{0,80}\n(?:[ \t]{0,80}(?:#[^\n]{0,500})?\n){0,20}[ \t]{0,80}(?:fi|done|else|elif)\b/

/** Whether a script lost all that stood in one of its branches: pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_04 */
function emptied(before: unknown, after: unknown): boolean {
  const known = new Set(runsIn(before))
  return runsIn(after).some((run) => !known.has(run) && EMPTY.test(run))
}

function runsIn(tree: unknown): readonly string[] {
  const runs: string[] = []
  JSON.stringify(tree ?? null, (key, value: unknown) => {
    if (key === 'run' && typeof value === 'string') runs.push(value)
    return value
  })
  return runs
}

/** Numbers and booleans as their texts, as GitHub hands them to actions and programs: quoting must not matter. */
function worded(tree: unknown): unknown {
  const text = JSON.stringify(tree ?? null, (_, value: unknown) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value))
  return JSON.parse(text)
}
