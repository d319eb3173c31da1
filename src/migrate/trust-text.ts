import type { RepoFacts, Trust } from '../workflow.ts'
import { ownIssuer } from './own-issuer.ts'
import type { Admitting } from './proposals.ts'

const ISSUER = 'token.actions.githubusercontent.com'

/** Whom a provider must let in, with the issuer that the repository's server has; undefined where it needs to be told nothing. */
export function trustOf({ migration, admission }: Admitting, facts: RepoFacts): Trust | undefined {
  const trust = migration.trust?.(admission, facts)
  const issuer = ownIssuer(facts)
  if (trust === undefined || issuer === undefined) return trust
  return {
    title: trust.title,
    steps: trust.steps.map((step) => step.replaceAll(ISSUER, issuer)),
    forms: trust.forms.map((form) => ({ ...form, text: form.text.replaceAll(ISSUER, issuer) })),
  }
}
