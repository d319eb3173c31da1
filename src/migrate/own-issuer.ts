import type { RepoFacts } from '../workflow.ts'

const PUBLIC = 'github.com'
/** No enterprise's server is the machine that asks: what answers there, as in the demo, stands for github.com. */
const STANDS_IN = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/

/**
 * Who issues a repository's OIDC tokens, without `https://`, where its server has an issuer of its own; undefined where it is
 * github.com's. docs.github.com/en/enterprise-cloud@latest/actions/reference/security/oidc#substituted-values-on-ghecom
 */
export function ownIssuer({ server }: RepoFacts): string | undefined {
  const host = server === undefined ? PUBLIC : new URL(server).host
  if (host === PUBLIC || STANDS_IN.test(host)) return undefined
  return host.endsWith('.ghe.com') ? `token.actions.${host}` : `${host}/_services/token`
}
