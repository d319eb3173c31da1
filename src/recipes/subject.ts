import type { Admission } from '../workflow.ts'

/** GitHub's issuer: docs.github.com/actions/reference/security/oidc */
export const ISSUER = 'https://token.actions.githubusercontent.com'

/** The subjects as they are compared by value; those with a `*` need a provider that knows patterns. */
export function subjectsIn({ subjects }: Admission): { readonly exact: readonly string[]; readonly patterns: readonly string[] } {
  return {
    exact: subjects.filter(({ exact }) => exact === 'exact').map(({ text }) => text),
    patterns: subjects.filter(({ exact }) => exact === 'pattern').map(({ text }) => text),
  }
}

/** As HCL reads it: `${` and `%{` would begin a template there. */
export function hcl(value: string | readonly string[]): string {
  return JSON.stringify(value).replaceAll(/([$%])\{/g, '$1$1{')
}
