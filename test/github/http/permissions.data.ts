// Which permission an App needs for which call: GitHub's own table, the part of it that this server answers.
// https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps, made from
// https://github.com/github/docs/blob/main/src/github-apps/data/fpt-2026-03-10/server-to-server-permissions.json

/**
 * `jwt`: the App itself. `anyone`: also without authentication. `installation`: any installation token. `user`: a person's token.
 * Otherwise permissions of which one is enough; `checks:write` includes `checks:read`.
 */
export type Need = 'jwt' | 'anyone' | 'installation' | 'user' | 'none' | readonly [string, ...string[]]

const REPO = '/repos/{owner}/{repo}'

export const PERMISSIONS: Readonly<Record<string, Need>> = {
  'GET /app': 'jwt',
  'GET /app/installations': 'jwt',
  'GET /app/installations/{installation_id}': 'jwt',
  'POST /app/installations/{installation_id}/access_tokens': 'jwt',
  'GET /app/hook/deliveries': 'jwt',
  'GET /app/hook/deliveries/{delivery_id}': 'jwt',
  'POST /app/hook/deliveries/{delivery_id}/attempts': 'jwt',
  [`GET ${REPO}/installation`]: 'jwt',
  'GET /installation/repositories': 'installation',
  'DELETE /installation/token': 'installation',
  'GET /user': 'user',
  'GET /rate_limit': 'anyone',
  'GET /users/{username}': 'anyone',
  'POST /graphql': 'anyone', // each mutation asks for its own
  'POST /credentials/revoke': 'none',
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': ['members:read'],
  'GET /orgs/{org}/actions/secrets': ['organization_secrets:read'],
  'GET /orgs/{org}/actions/secrets/{secret_name}': ['organization_secrets:read'],
  'GET /orgs/{org}/actions/secrets/{secret_name}/repositories': ['organization_secrets:read'],

  [`GET ${REPO}`]: ['metadata:read'],
  [`GET ${REPO}/collaborators/{username}/permission`]: ['metadata:read'],

  [`GET ${REPO}/branches`]: ['contents:read'],
  [`GET ${REPO}/branches/{branch}`]: ['contents:read'],
  [`GET ${REPO}/commits`]: ['contents:read'],
  [`GET ${REPO}/commits/{ref}`]: ['contents:read'],
  [`GET ${REPO}/commits/{commit_sha}/pulls`]: ['pull_requests:read'],
  [`GET ${REPO}/compare/{basehead}`]: ['contents:read'],
  [`GET ${REPO}/contents/{path}`]: ['contents:read'],
  [`GET ${REPO}/git/ref/{ref}`]: ['contents:read'],
  [`GET ${REPO}/git/matching-refs/{ref}`]: ['contents:read'],
  [`POST ${REPO}/git/refs`]: ['contents:write'],
  [`PATCH ${REPO}/git/refs/{ref}`]: ['contents:write'],
  [`DELETE ${REPO}/git/refs/{ref}`]: ['contents:write'],
  [`POST ${REPO}/git/commits`]: ['contents:write'],
  [`GET ${REPO}/git/commits/{commit_sha}`]: ['contents:read'],
  [`POST ${REPO}/git/trees`]: ['contents:write'],
  [`GET ${REPO}/git/trees/{tree_sha}`]: ['contents:read'],
  [`POST ${REPO}/git/blobs`]: ['contents:write'],
  [`GET ${REPO}/git/blobs/{file_sha}`]: ['contents:read'],

  [`GET ${REPO}/pulls`]: ['pull_requests:read'],
  [`POST ${REPO}/pulls`]: ['pull_requests:write'],
  [`GET ${REPO}/pulls/{pull_number}`]: ['pull_requests:read'],
  [`PATCH ${REPO}/pulls/{pull_number}`]: ['pull_requests:write'],
  [`GET ${REPO}/pulls/{pull_number}/files`]: ['pull_requests:read'],
  [`GET ${REPO}/pulls/{pull_number}/commits`]: ['pull_requests:read'],

  [`GET ${REPO}/issues`]: ['issues:read'],
  [`POST ${REPO}/issues`]: ['issues:write'],
  [`GET ${REPO}/issues/{issue_number}`]: ['issues:read'],
  [`PATCH ${REPO}/issues/{issue_number}`]: ['issues:write', 'pull_requests:write'],
  [`GET ${REPO}/issues/{issue_number}/comments`]: ['issues:read', 'pull_requests:read'],
  [`POST ${REPO}/issues/{issue_number}/comments`]: ['issues:write', 'pull_requests:write'],
  [`GET ${REPO}/issues/comments/{comment_id}`]: ['issues:read', 'pull_requests:read'],
  [`PATCH ${REPO}/issues/comments/{comment_id}`]: ['issues:write', 'pull_requests:write'],
  [`DELETE ${REPO}/issues/comments/{comment_id}`]: ['issues:write', 'pull_requests:write'],
  [`GET ${REPO}/issues/{issue_number}/labels`]: ['issues:read', 'pull_requests:read'],
  [`POST ${REPO}/issues/{issue_number}/labels`]: ['issues:write', 'pull_requests:write'],
  [`DELETE ${REPO}/issues/{issue_number}/labels/{name}`]: ['issues:write', 'pull_requests:write'],

  [`POST ${REPO}/check-runs`]: ['checks:write'],
  [`GET ${REPO}/check-runs/{check_run_id}`]: ['checks:read'],
  [`PATCH ${REPO}/check-runs/{check_run_id}`]: ['checks:write'],
  [`GET ${REPO}/check-runs/{check_run_id}/annotations`]: ['checks:read'],
  [`POST ${REPO}/check-runs/{check_run_id}/rerequest`]: ['checks:write'],
  [`GET ${REPO}/commits/{ref}/check-runs`]: ['checks:read'],
  [`GET ${REPO}/commits/{ref}/check-suites`]: ['checks:read'],
  [`POST ${REPO}/check-suites`]: ['checks:write'],
  [`GET ${REPO}/check-suites/{check_suite_id}`]: ['checks:read'],
  [`GET ${REPO}/check-suites/{check_suite_id}/check-runs`]: ['checks:read'],
  [`POST ${REPO}/check-suites/{check_suite_id}/rerequest`]: ['checks:write'],

  [`GET ${REPO}/actions/variables`]: ['actions_variables:read'],
  [`GET ${REPO}/actions/variables/{name}`]: ['actions_variables:read'],
  [`GET ${REPO}/actions/organization-variables`]: ['actions_variables:read'],
  [`GET ${REPO}/actions/runs/{run_id}`]: ['actions:read'],
  [`GET ${REPO}/actions/runs/{run_id}/jobs`]: ['actions:read'],
  [`GET ${REPO}/actions/jobs/{job_id}/logs`]: ['actions:read'],
  [`GET ${REPO}/actions/secrets`]: ['secrets:read'],
  [`DELETE ${REPO}/actions/secrets/{secret_name}`]: ['secrets:write'],
  [`GET ${REPO}/actions/organization-secrets`]: ['secrets:read'],
  [`GET ${REPO}/environments`]: ['actions:read'],
  [`GET ${REPO}/environments/{environment_name}`]: ['actions:read'],
  [`GET ${REPO}/environments/{environment_name}/secrets`]: ['environments:read'],
  [`DELETE ${REPO}/environments/{environment_name}/secrets/{secret_name}`]: ['environments:write'],
  [`GET ${REPO}/actions/oidc/customization/sub`]: ['actions:read'],
  [`GET ${REPO}/actions/permissions`]: ['administration:read'],
  [`GET ${REPO}/actions/permissions/workflow`]: ['administration:read'],
  [`POST ${REPO}/code-scanning/sarifs`]: ['security_events:write'],
  [`GET ${REPO}/code-scanning/sarifs/{sarif_id}`]: ['security_events:read'],
}
