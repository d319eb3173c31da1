import type { RepoFacts, Trust } from '../workflow.ts'
import type { Admitting } from './proposals.ts'

const ISSUER = 'token.actions.githubusercontent.com'

/** Whom a provider must let in, with the issuer that the repository's server has; undefined where it needs to be told nothing. */
export function trustOf({ migration, admission }: Admitting, facts: RepoFacts): Trust | undefined {
  const trust = migration.trust?.(admission, facts)
  const issuer = issuerOf(facts)
  if (trust === undefined || issuer === ISSUER) return trust
  return {
    title: trust.title,
    steps: trust.steps.map((step) => step.replaceAll(ISSUER, issuer)),
    forms: trust.forms.map((form) => ({ ...form, text: form.text.replaceAll(ISSUER, issuer) })),
  }
}

/** Without `https://`. https://docs.github.com/en/enterprise-cloud@latest/actions/reference/security/oidc#substituted-values-on-ghecom */
function issuerOf({ server }: RepoFacts): string {
  const host = server === undefined ? 'github.com' : new URL(server).host
  if (host === 'github.com') return ISSUER
  return host.endsWith('.ghe.com') ? `token.actions.${host}` : `${host}/_services/token`
}
