// Trust of providers that compare a token's subject and claims by value.
import { codeSpan } from '../lib/code-span.ts'
import type { Admission, RepoFacts } from '../workflow.ts'
import { ISSUER, subjectsIn } from './subject.ts'

/** What must hold, all of it: any one of the subjects, the audience, the claims by value. */
export interface Listed {
  readonly issuer: string
  readonly subjects: readonly string[]
  readonly audience: string
  readonly claims: Readonly<Record<string, string>>
}

/** The tightest condition of a provider that knows no patterns: a subject with a `*` is left out, and `stepsFor` says so. */
export function listed(admission: Admission, given: { readonly facts: RepoFacts; readonly audience: string }): Listed {
  const { facts, audience } = given
  return { issuer: ISSUER, subjects: subjectsIn(admission).exact, audience, claims: facts.id === undefined ? {} : { repository_id: facts.id } }
}

/** What a person must know of the subjects: which could not be written by value, and that each wants an entry of its own. */
export function subjectSteps(admission: Admission, provider: string): readonly string[] {
  const { exact, patterns } = subjectsIn(admission)
  const spans = patterns.map((text) => codeSpan(text)).join(', ')
  return [
    ...(exact.length > 1 ? [`Each of the ${exact.length} subjects below is an entry of its own.`] : []),
    ...(patterns.length === 0 ? [] : [`${provider} compares subjects by value, and ${spans} stands for many: give the job an \`environment\`, then its one subject is known.`]),
  ]
}
