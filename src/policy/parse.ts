import type { Problem } from '../finding.ts'
import { buildPolicy } from './build.ts'
import { defaultPolicy, type Policy } from './policy.ts'
import { POLICY_SCHEMA } from './schema.ts'
import { validate } from './validate.ts'
import { readYaml, type Trouble } from './yaml-file.ts'

export type ParsedPolicy =
  | { readonly state: 'read'; readonly policy: Policy }
  | { readonly state: 'malformed'; readonly problems: readonly Problem[] }

/**
 * Reads the text of a policy file; `source` is how to name it. An empty file is the default policy. All that is wrong is
 * told at once, by line; no message repeats a text that could be a secret.
 */
export function parsePolicy(text: string, source: string): ParsedPolicy {
  const { file, troubles } = readYaml(text)
  if (file === undefined) return { state: 'malformed', problems: problemsOf(troubles, source) }
  if (file.value === null) return { state: 'read', policy: defaultPolicy() }
  const issues = validate(file.value, POLICY_SCHEMA)
  const placed = issues.slice(0, MOST_PROBLEMS + 1).map(({ path, at, message }) => ({ ...file.place(path, at), message }))
  const problems = problemsOf([...troubles, ...placed], source)
  if (problems.length > 0) return { state: 'malformed', problems }
  return { state: 'read', policy: buildPolicy(file, source) }
}

const MOST_PROBLEMS = 100

function problemsOf(troubles: readonly Trouble[], source: string): readonly Problem[] {
  const sorted = troubles.map((trouble) => ({ source, ...trouble })).toSorted(byPlace)
  const next = sorted[MOST_PROBLEMS]
  if (next === undefined) return sorted
  return [...sorted.slice(0, MOST_PROBLEMS), { ...next, message: 'found more problems from here on; they are told once these are solved' }]
}

function byPlace(left: Problem, right: Problem): number {
  return left.line - right.line || left.column - right.column
}
