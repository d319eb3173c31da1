// What actions do with a GitHub token: the permissions and the events, as their README or action.yml tells
// (https://github.com/<name>). Data, no logic. Commands: commands.data.ts.
import type { Access } from '../workflow.ts'

export interface ActionNeeds {
  /** `contents:write issues:read`; empty where a token only lifts rate limits or reads what is public; `beyond:…` what a job's token cannot. */
  readonly needs: string
  /** The input that takes the token. */
  readonly input?: string
  /** Where its token comes from when the input is not given. */
  readonly otherwise: 'job-token' | 'variable' | 'none'
  /** Events that it raises. */
  readonly causes?: string
}

type Row = readonly [action: string, needs: string, input: string, causes?: string]

// Rows whose token is the job's own unless the input says otherwise.
const DEFAULTING: readonly Row[] = [
  ['actions/checkout', 'contents:read', 'token'],
  ['actions/setup-node', '', 'token'],
  ['actions/setup-python', '', 'token'],
  ['actions/setup-go', '', 'token'],
  ['actions/setup-java', '', 'token'],
  ['actions/setup-dotnet', '', 'token'],
  ['actions/stale', 'issues:write pull-requests:write', 'repo-token', 'issues:labeled issues:closed issue_comment:created pull_request:labeled pull_request:closed'],
  ['actions/labeler', 'contents:read pull-requests:write', 'repo-token', 'pull_request:labeled'],
  ['actions/first-interaction', 'issues:write pull-requests:write', 'repo-token', 'issue_comment:created'],
  ['actions/dependency-review-action', 'contents:read', 'repo-token'],
  ['actions/deploy-pages', 'pages:write id-token:write', 'token'],
  ['actions/configure-pages', 'pages:read', 'token'],
  ['actions/attest', 'attestations:write id-token:write', 'github-token'],
  ['actions/attest-build-provenance', 'attestations:write id-token:write', 'github-token'],
  ['actions/attest-sbom', 'attestations:write id-token:write', 'github-token'],
  ['actions/delete-package-versions', 'packages:write', 'token'],
  ['actions/add-to-project', 'beyond:projects-of-an-organization', 'github-token'],
  ['github/codeql-action/init', 'contents:read actions:read security-events:write', 'token'],
  ['github/codeql-action/autobuild', 'contents:read', 'token'],
  ['github/codeql-action/analyze', 'contents:read actions:read security-events:write', 'token'],
  ['github/codeql-action/upload-sarif', 'actions:read security-events:write', 'token'],
  ['peter-evans/create-pull-request', 'contents:write pull-requests:write', 'token', 'push pull_request:opened pull_request:synchronize'],
  ['peter-evans/create-or-update-comment', 'issues:write pull-requests:write', 'token', 'issue_comment:created'],
  ['peter-evans/find-comment', 'issues:read pull-requests:read', 'token'],
  ['peter-evans/close-issue', 'issues:write', 'token', 'issues:closed issue_comment:created'],
  ['peter-evans/repository-dispatch', 'contents:write', 'token'],
  ['peter-evans/enable-pull-request-automerge', 'contents:write pull-requests:write', 'token', 'push pull_request:closed'],
  ['softprops/action-gh-release', 'contents:write', 'token', 'release:published push create'],
  ['ncipollo/release-action', 'contents:write', 'token', 'release:published push create'],
  ['svenstaro/upload-release-action', 'contents:write', 'repo_token', 'release:published'],
  ['googleapis/release-please-action', 'contents:write issues:write pull-requests:write', 'token', 'push release:published pull_request:opened'],
  ['google-github-actions/release-please-action', 'contents:write issues:write pull-requests:write', 'token', 'push release:published pull_request:opened'],
  ['stefanzweifel/git-auto-commit-action', 'contents:write', '', 'push'],
  ['endbug/add-and-commit', 'contents:write', 'github_token', 'push'],
  ['marocchino/sticky-pull-request-comment', 'pull-requests:write', 'github_token', 'issue_comment:created'],
  ['thollander/actions-comment-pull-request', 'pull-requests:write', 'github-token', 'issue_comment:created'],
  ['mshick/add-pr-comment', 'pull-requests:write', 'repo-token', 'issue_comment:created'],
  ['dessant/lock-threads', 'issues:write pull-requests:write discussions:write', 'github-token', 'issues:locked'],
  ['dorny/paths-filter', 'pull-requests:read', 'token'],
  ['tj-actions/changed-files', 'contents:read pull-requests:read', 'token'],
  ['dependabot/fetch-metadata', 'pull-requests:read', 'github-token'],
  ['golangci/golangci-lint-action', 'contents:read pull-requests:read', 'github-token'],
  ['docker/login-action', '', ''],
  ['redhat-actions/podman-login', '', ''],
  ['benc-uk/workflow-dispatch', 'actions:write', 'token'],
  ['hmarr/auto-approve-action', 'pull-requests:write beyond:approvals-that-count', 'github-token'],
  ['juliangruber/approve-pull-request-action', 'pull-requests:write beyond:approvals-that-count', 'github-token'],
  ['tspascoal/get-user-teams-membership', 'beyond:teams-of-an-organization', 'GITHUB_TOKEN'],
  ['leonsteinhaeuser/project-beta-automations', 'beyond:projects-of-an-organization', 'gh_token'],
  ['alex-page/github-project-automation-plus', 'beyond:projects-of-an-organization', 'repo-token'],
  ['eps1lon/actions-label-merge-conflict', 'pull-requests:write', 'repoToken', 'pull_request:labeled issue_comment:created'],
  ['peaceiris/actions-label-commenter', 'issues:write pull-requests:write', 'github_token', 'issue_comment:created issues:closed'],
  ['actions-cool/pr-welcome', 'pull-requests:write', 'token', 'issue_comment:created'],
  ['jasonetco/create-an-issue', 'issues:write', '', 'issues:opened'],
  ['docker/build-push-action', '', 'github-token'],
  ['docker/bake-action', '', 'github-token'],
  ['docker/metadata-action', '', 'github-token'],
  ['docker/setup-buildx-action', '', ''],
  ['docker/setup-qemu-action', '', ''],
  ['docker/setup-docker-action', '', 'github-token'],
  ['dawidd6/action-download-artifact', 'actions:read', 'github_token'],
  ['ossf/scorecard-action', 'security-events:write id-token:write contents:read actions:read beyond:the-rules-of-branch-protection', 'repo_token'],
  ['helm/chart-testing-action', '', ''],
  ['astral-sh/setup-uv', '', 'github-token'],
  ['oven-sh/setup-bun', '', 'token'],
  ['denoland/setup-deno', '', ''],
  ['ruby/setup-ruby', '', 'token'],
  ['shivammathur/setup-php', '', 'github-token'],
  ['erlef/setup-beam', '', 'github-token'],
  ['arduino/setup-task', '', 'repo-token'],
  ['arduino/setup-protoc', '', 'repo-token'],
  ['bufbuild/buf-setup-action', '', 'github_token'],
  ['jdx/mise-action', '', 'github_token'],
  ['taiki-e/install-action', '', ''],
  ['aquasecurity/trivy-action', '', 'token-setup-trivy'],
  ['aquasecurity/setup-trivy', '', 'token'],
  ['azure/setup-helm', '', 'token'],
  ['gradle/actions/setup-gradle', '', 'github-token'],
  ['gradle/gradle-build-action', '', 'github-token'],
  ['step-security/harden-runner', '', ''],
  ['terraform-linters/setup-tflint', '', 'github_token'],
  ['extractions/setup-just', '', 'github-token'],
  ['crate-ci/typos', '', ''],
  ['release-drafter/release-drafter', 'contents:write pull-requests:write', 'token', 'release:edited'],
  ['styfle/cancel-workflow-action', 'actions:write', 'access_token'],
  ['fkirc/skip-duplicate-actions', 'actions:write', 'github_token'],
  ['amannn/action-semantic-pull-request', 'pull-requests:read', ''],
  ['codelytv/pr-size-labeler', 'issues:write pull-requests:write', 'GITHUB_TOKEN', 'pull_request:labeled'],
  ['actions-ecosystem/action-add-labels', 'issues:write pull-requests:write', 'github_token', 'issues:labeled pull_request:labeled'],
  ['actions-ecosystem/action-remove-labels', 'issues:write pull-requests:write', 'github_token', 'issues:unlabeled pull_request:unlabeled'],
  ['actions-cool/issues-helper', 'issues:write pull-requests:write', 'token', 'issues:labeled issues:closed issue_comment:created'],
  ['zizmorcore/zizmor-action', 'security-events:write contents:read actions:read', 'token'],
  ['geekyeggo/delete-artifact', 'actions:write', 'token'],
  ['jamesives/github-pages-deploy-action', 'contents:write', 'token', 'push'],
]

// Rows that have a token only when the input gives them one, or a variable `GITHUB_TOKEN`, `GH_TOKEN`.
const GIVEN: readonly Row[] = [
  ['actions/download-artifact', 'actions:read', 'github-token'],
  ['peaceiris/actions-gh-pages', 'contents:write', 'github_token', 'push'],
  ['ad-m/github-push-action', 'contents:write', 'github_token', 'push'],
  ['helm/chart-releaser-action', 'contents:write', '', 'push release:published'],
  ['goreleaser/goreleaser-action', 'contents:write', '', 'release:published'],
  ['cycjimmy/semantic-release-action', 'contents:write issues:write pull-requests:write', '', 'push release:published issue_comment:created'],
  ['changesets/action', 'contents:write pull-requests:write', 'github-token', 'push pull_request:opened pull_request:synchronize release:published'],
  ['actions/create-release', 'contents:write', '', 'release:published push create'],
  ['actions/upload-release-asset', 'contents:write', ''],
  ['renovatebot/github-action', 'contents:write pull-requests:write issues:write', 'token', 'push pull_request:opened'],
]

// Actions that have nothing to do with a GitHub token.
const TOKENLESS = [
  'actions/cache', 'actions/cache/restore', 'actions/cache/save', 'actions/upload-artifact', 'actions/upload-artifact/merge',
  'actions/upload-pages-artifact', 'actions/jekyll-build-pages', 'actions/create-github-app-token', 'actions/setup-ruby',
  'actions/hello-world-javascript-action', 'pnpm/action-setup', 'dtolnay/rust-toolchain', 'actions-rs/toolchain', 'actions-rs/cargo',
  'swatinem/rust-cache', 'actions-rust-lang/setup-rust-toolchain', 'sigstore/cosign-installer', 'slackapi/slack-github-action',
  '8398a7/action-slack', 'rtcamp/action-slack-notify', 'ilshidur/action-discord', 'codecov/codecov-action', 'codecov/test-results-action',
  'codespell-project/actions-codespell', 'jlumbroso/free-disk-space', 'easimon/maximize-build-space', 'helm/kind-action',
  'engineerd/setup-kind', 'crazy-max/ghaction-import-gpg', 'crazy-max/ghaction-setup-docker', 'cachix/install-nix-action',
  'cachix/cachix-action', 'webfactory/ssh-agent', 'appleboy/ssh-action', 'appleboy/scp-action', 'nick-fields/retry', 'nick-invision/retry',
  'bahmutov/npm-install', 'pypa/gh-action-pypi-publish', 'js-devtools/npm-publish', 'cloudflare/wrangler-action', 'pulumi/actions',
  'serverless/github-action', 'infracost/actions/setup', 'mikefarah/yq', 'snok/install-poetry', 'pre-commit/action',
  'conda-incubator/setup-miniconda', 'mamba-org/setup-micromamba', 'subosito/flutter-action', 'sbt/setup-sbt',
  'burnett01/rsync-deployments', 'jakejarvis/s3-sync-action', 'reggionick/s3-deploy', 'actions/setup-example', 'addnab/docker-run-action',
  'mxschmitt/action-tmate', 'tibdex/github-app-token', 'peter-murray/workflow-application-token-action', 'rust-lang/crates-io-auth-action',
  'rubygems/configure-rubygems-credentials', 'nuget/login', 'goto-bus-stop/setup-zig', 'mlugg/setup-zig', 'imjasonh/setup-crane',
  'ko-build/setup-ko', 'depot/setup-action', 'jetify-com/devbox-install-action', 'earthly/actions-setup',
]

/** Actions that push by git, with the token that the checkout has left behind. */
export const GIT_PUSHERS: ReadonlySet<string> = new Set(['changesets/action', 'stefanzweifel/git-auto-commit-action', 'endbug/add-and-commit'])

/** Owners all of whose actions log in to a cloud and leave GitHub alone. */
export const TOKENLESS_OWNERS: ReadonlySet<string> = new Set(['aws-actions', 'azure', 'alibabacloud', 'aliyun', 'google-github-actions', 'oracle-actions'])

export const ACTIONS: ReadonlyMap<string, ActionNeeds> = new Map<string, ActionNeeds>([
  ...DEFAULTING.map((row) => entry(row, 'job-token')),
  ...GIVEN.map((row) => entry(row, 'variable')),
  ...TOKENLESS.map((action) => [action, { needs: '', otherwise: 'none' }] as const),
])

function entry([action, needs, input, causes = '']: Row, otherwise: ActionNeeds['otherwise']): readonly [string, ActionNeeds] {
  return [action, { needs, input, otherwise, causes }]
}

/** Actions whose name says that they act on the repository: that they need no right to write is not to be assumed. */
export const ACTS_BY_NAME = new RegExp([
  'comment', 'release', 'label', 'pull-?request', '\\bpr\\b', 'issue', 'commit', 'push', 'publish', 'pages', 'tag', 'version', 'changelog', 'merge',
  'approve', 'status', 'check', 'report', 'deploy(?:ment)?-', 'badge', 'annotat', 'review', 'coverage', 'sarif', 'github-script',
].join('|'))

// What a job's token can do where no `permissions:` is written: docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions
export const SCOPES = [
  'actions', 'attestations', 'checks', 'contents', 'deployments', 'discussions', 'issues', 'models', 'packages', 'pages',
  'pull-requests', 'security-events', 'statuses',
] as const
export const RESTRICTED: Readonly<Record<string, Access>> = { contents: 'read', packages: 'read' }
export const PERMISSIVE: Readonly<Record<string, Access>> = Object.fromEntries(SCOPES.map((scope) => [scope, scope === 'models' ? 'read' : 'write'] as const))
