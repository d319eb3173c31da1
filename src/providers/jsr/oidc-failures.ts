import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What JSR says, and when: jsr.io/docs/troubleshooting
export const failures: readonly Failure[] = [
  {
    said: /\bactorNotAuthorized\b/,
    why: 'The package is not linked to this repository.',
    mend: 'Link the repository in the package\'s settings on JSR; a renamed or moved repository must be linked anew.',
  },
  {
    // jsr.io/docs/scopes#github-actions-publishing-security
    said: /\bactorNotScopeMember\b/,
    claim: 'actor',
    why: 'Who started the run is no member of the scope: a bot, or somebody else.',
    mend: 'Start the run as a member of the scope, or lift "restrict publishing to members" in the scope\'s settings.',
  },
  {
    // github.com/jsr-io/jsr/issues/1485
    said: /\binvalidOidcToken\b/,
    why: 'JSR does not take this OIDC token.',
    mend: 'JSR takes tokens of github.com\'s own issuer only: an enterprise with an issuer of its own cannot publish so.',
  },
  NO_TOKEN,
]
