// What commands do with a GitHub token: cli.github.com/manual, docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens.
// Data, no logic. Written like permissions.data.ts.

/**
 * The flags by which `gh issue edit`, `gh pr edit` and `gh release edit` raise events; every other raises `edited`. A draft that is
 * published makes its tag: cli.github.com/manual/gh_issue_edit, gh_release_edit
 */
export const EDITS: ReadonlyMap<string, string> = new Map([
  ['--add-label', 'labeled'], ['--remove-label', 'unlabeled'], ['--add-assignee', 'assigned'], ['--remove-assignee', 'unassigned'],
  ['--add-reviewer', 'review_requested'], ['--remove-reviewer', 'review_request_removed'], ['--add-project', ''], ['--remove-project', ''],
  ['--repo', ''], ['-R', ''], ['--draft', 'published tag'],
])

interface CommandNeeds {
  readonly needs: string
  readonly causes?: string
}

/** `gh GROUP VERB`; a verb `*` stands for all others of the group. What is not listed is not known. */
export const GH: Readonly<Record<string, CommandNeeds>> = {
  'pr list': { needs: 'pull-requests:read contents:read' },
  'pr view': { needs: 'pull-requests:read contents:read' },
  'pr diff': { needs: 'pull-requests:read contents:read' },
  'pr checks': { needs: 'pull-requests:read checks:read statuses:read' },
  'pr status': { needs: 'pull-requests:read contents:read' },
  'pr checkout': { needs: 'pull-requests:read contents:read' },
  'pr comment': { needs: 'pull-requests:write', causes: 'issue_comment:created' },
  'pr edit': { needs: 'pull-requests:write contents:read', causes: 'pull_request:labeled pull_request:unlabeled pull_request:assigned pull_request:review_requested pull_request:edited' },
  'pr create': { needs: 'pull-requests:write contents:read', causes: 'pull_request:opened' },
  'pr merge': { needs: 'contents:write pull-requests:write', causes: 'push pull_request:closed' },
  'pr close': { needs: 'pull-requests:write', causes: 'pull_request:closed' },
  'pr ready': { needs: 'pull-requests:write', causes: 'pull_request:ready_for_review' },
  'issue list': { needs: 'issues:read' },
  'issue view': { needs: 'issues:read' },
  'issue comment': { needs: 'issues:write', causes: 'issue_comment:created' },
  'issue edit': { needs: 'issues:write', causes: 'issues:labeled issues:unlabeled issues:assigned issues:edited' },
  'issue create': { needs: 'issues:write', causes: 'issues:opened' },
  'issue close': { needs: 'issues:write', causes: 'issues:closed' },
  'issue reopen': { needs: 'issues:write', causes: 'issues:reopened' },
  'issue lock': { needs: 'issues:write' },
  'issue pin': { needs: 'issues:write' },
  'issue unpin': { needs: 'issues:write' },
  'issue status': { needs: 'issues:read' },
  'pr reopen': { needs: 'pull-requests:write', causes: 'pull_request:reopened' },
  'pr lock': { needs: 'pull-requests:write' },
  'pr update-branch': { needs: 'contents:write pull-requests:write', causes: 'push pull_request:synchronize' },
  'search code': { needs: 'contents:read' },
  'search commits': { needs: 'contents:read' },
  'search issues': { needs: 'issues:read' },
  'search prs': { needs: 'pull-requests:read' },
  'search repos': { needs: '' },
  'label list': { needs: 'issues:read' },
  'label edit': { needs: 'issues:write' },
  'label delete': { needs: 'issues:write' },
  'label create': { needs: 'issues:write', causes: 'label:created' },
  'release list': { needs: 'contents:read' },
  'release view': { needs: 'contents:read' },
  'release download': { needs: 'contents:read' },
  'release create': { needs: 'contents:write', causes: 'release:published push:tag create' },
  'release upload': { needs: 'contents:write' },
  'release edit': { needs: 'contents:write', causes: 'release:edited release:published push:tag' },
  'release delete': { needs: 'contents:write', causes: 'release:deleted' },
  'release delete-asset': { needs: 'contents:write' },
  'run list': { needs: 'actions:read' },
  'run view': { needs: 'actions:read' },
  'run watch': { needs: 'actions:read checks:read' },
  'run download': { needs: 'actions:read' },
  'run rerun': { needs: 'actions:write' },
  'run cancel': { needs: 'actions:write' },
  'workflow run': { needs: 'actions:write' },
  'workflow list': { needs: 'actions:read' },
  'workflow enable': { needs: 'actions:write' },
  'workflow disable': { needs: 'actions:write' },
  'run delete': { needs: 'actions:write' },
  'workflow view': { needs: 'actions:read' },
  'cache list': { needs: 'actions:read' },
  'cache delete': { needs: 'actions:write' },
  'repo view': { needs: 'contents:read' },
  'repo clone': { needs: 'contents:read' },
  'attestation verify': { needs: 'attestations:read' },
  'pr review': { needs: 'pull-requests:write beyond:approvals-that-count' },
  'secret set': { needs: 'beyond:the-secrets-of-a-repository' },
  'variable set': { needs: 'beyond:the-variables-of-a-repository' },
  'repo create': { needs: 'beyond:creating-repositories' },
  // Whatever the other repository has, workflows too, which a job's token may not push.
  'repo sync': { needs: 'contents:write beyond:the-workflow-files-that-it-may-bring', causes: 'push' },
  'project item-add': { needs: 'beyond:projects-of-an-organization' },
  'auth setup-git': { needs: '' },
  'auth status': { needs: '' },
  'extension install': { needs: '' },
}

/** Programs that use a token they find in `GITHUB_TOKEN` or `GH_TOKEN`, by their first word. */
export const PROGRAMS: Readonly<Record<string, CommandNeeds>> = {
  'semantic-release': { needs: 'contents:write issues:write pull-requests:write', causes: 'push release:published issue_comment:created' },
  // Changelogs name authors and pull requests: github.com/changesets/changesets/tree/main/packages/changelog-github. Tags are not pushed.
  changeset: { needs: 'contents:read pull-requests:read' },
  'electron-builder': { needs: 'contents:write', causes: 'release:published' },
  goreleaser: { needs: 'contents:write', causes: 'release:published' },
}

/** Programs that have no use for a GitHub token that they are not given by name. */
export const TOKENLESS_PROGRAMS: ReadonlySet<string> = new Set([
  'echo', 'printf', 'cd', 'ls', 'mkdir', 'cp', 'mv', 'rm', 'cat', 'touch', 'chmod', 'set', 'export', 'pwd', 'true', 'false', 'exit',
  'sleep', 'test', '[', '[[', 'tar', 'zip', 'unzip', 'sed', 'grep', 'awk', 'jq', 'yq', 'tee', 'sort', 'head', 'tail', 'find', 'date',
  'which', 'fi', 'done', 'for', 'case', 'esac', 'ln', 'df', 'break', 'continue', 'du', 'wc', 'cut', 'tr', '}', 'read', 'local', 'return',
  'shift', 'basename', 'dirname', 'sha256sum', 'openssl', 'aws', 'az', 'gcloud', 'gsutil', 'kubectl', 'apt-get', 'apt', 'brew', 'choco',
  'pip', 'pip3', 'tsc', 'git', 'docker', 'helm', 'trap', 'wait', 'kill', 'uname', 'let', 'base64', 'diff', 'cmp', 'uniq', 'seq', 'stat', 'mktemp',
  'chown', 'md5sum', 'sha1sum', 'sha512sum', 'gzip', 'gunzip', 'xz', 'realpath',
])
