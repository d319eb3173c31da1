import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What npm and its registry say, and when: docs.npmjs.com/trusted-publishers#troubleshooting; github.com/npm/cli, lib/utils/oidc.js
export const failures: readonly Failure[] = [
  {
    // A trusted publisher made since 2026-09-03 allows staged publishing alone unless told: docs.npmjs.com/trusted-publishers
    said: /OIDC permission denied for this action/i,
    why: 'npm knows the trusted publisher, but it does not allow what the job did.',
    mend: 'Among the allowed actions of the trusted publisher choose `npm publish`. npm lets none be edited: delete it and make it anew, or run `npm trust github` with `--allow-publish`.',
  },
  {
    // github.com/npm/cli/issues/9969
    said: /OIDC token exchange error - package not found/i,
    why: 'No trusted publisher of this package fits this workflow.',
    mend: 'Compare owner, repository, workflow file and environment in the package\'s settings with the claims below, capitals and small letters included.',
  },
  {
    // github.com/npm/documentation/issues/1960
    said: /\bENEEDAUTH\b|npm (?:error|ERR!) need auth|Unable to authenticate/,
    why: 'npm published without any credential: it was older than 11.5.1, or no trusted publisher of the package fits this workflow.',
    mend: 'Look that the step runs npm 11.5.1 or newer on a runner of GitHub\'s, and that the workflow\'s file name in the package\'s settings is that of the workflow that was started, letter by letter.',
  },
  {
    // The registry says so also where it lets nobody in: github.com/npm/cli/issues/8678
    said: /404 Not Found - PUT|Access token expired or revoked/,
    why: 'npm\'s registry did not let the job publish; it says 404 where it means that.',
    mend: 'Look whether the package exists and has a trusted publisher with this repository, this workflow file and the job\'s environment, and that no `.npmrc` of the job holds an empty `_authToken`.',
  },
  {
    // docs.npmjs.com/generating-provenance-statements
    said: /Error verifying sigstore provenance bundle|repository\.url/i,
    why: 'npm compares where the package says it comes from with where it was built.',
    mend: 'Set `repository.url` in package.json to this repository.',
  },
  NO_TOKEN,
]
