// What GitHub's API asks of a token, by octokit's names for its operations:
// docs.github.com/rest/authentication/permissions-required-for-github-apps. Data, no logic. Written like permissions.data.ts;
// `subject:…` is `issues` or `pull-requests`, whichever the workflow is about. A name may end in `*`; the first row that fits counts.

type Row = readonly [operations: string, needs: string, causes?: string]

export const OPERATIONS: readonly Row[] = [
  ['issues.createComment', 'subject:write', 'issue_comment:created'],
  ['issues.updateComment issues.deleteComment', 'subject:write'],
  ['issues.addLabels issues.setLabels', 'subject:write', 'issues:labeled pull_request:labeled'],
  ['issues.removeLabel issues.removeAllLabels', 'subject:write', 'issues:unlabeled pull_request:unlabeled'],
  ['issues.addAssignees issues.removeAssignees', 'subject:write', 'issues:assigned pull_request:assigned'],
  ['issues.update', 'subject:write', 'issues:closed issues:edited pull_request:closed pull_request:edited'],
  ['issues.lock issues.unlock', 'subject:write'],
  ['issues.create', 'issues:write', 'issues:opened'],
  ['issues.createLabel issues.updateLabel issues.deleteLabel issues.createMilestone issues.updateMilestone', 'issues:write'],
  ['issues.listComments issues.get issues.listLabelsOnIssue issues.getComment issues.listEventsForTimeline issues.listEvents', 'subject:read'],
  ['issues.list* issues.get* issues.check*', 'issues:read'],
  ['pulls.merge', 'contents:write pull-requests:write', 'push pull_request:closed'],
  ['pulls.create', 'pull-requests:write contents:read', 'pull_request:opened'],
  ['pulls.update', 'pull-requests:write', 'pull_request:edited pull_request:closed'],
  ['pulls.updateBranch', 'pull-requests:write contents:write', 'pull_request:synchronize push'],
  ['pulls.createReview pulls.submitReview', 'pull-requests:write', 'pull_request_review:submitted'],
  ['pulls.create* pulls.requestReviewers pulls.removeRequestedReviewers pulls.dismissReview pulls.deleteReviewComment', 'pull-requests:write'],
  ['pulls.list* pulls.get* pulls.check*', 'pull-requests:read'],
  ['repos.createRelease', 'contents:write', 'release:published push:tag create'],
  ['repos.updateRelease repos.deleteRelease repos.deleteReleaseAsset repos.uploadReleaseAsset repos.updateReleaseAsset repos.generateReleaseNotes', 'contents:write', 'release:published'],
  ['repos.createOrUpdateFileContents repos.deleteFile repos.merge repos.mergeUpstream', 'contents:write', 'push'],
  ['repos.createDispatchEvent repos.createCommitComment', 'contents:write'],
  ['repos.createCommitStatus', 'statuses:write', 'status'],
  ['repos.listCommitStatusesForRef repos.getCombinedStatusForRef', 'statuses:read'],
  ['repos.createDeployment', 'deployments:write', 'deployment'],
  ['repos.createDeploymentStatus repos.deleteDeployment', 'deployments:write', 'deployment_status'],
  ['repos.listDeployments repos.getDeployment repos.listDeploymentStatuses repos.getDeploymentStatus', 'deployments:read'],
  ['repos.getCollaboratorPermissionLevel repos.checkCollaborator', ''],
  ['repos.get* repos.list* repos.compare* repos.downloadTarballArchive repos.downloadZipballArchive', 'contents:read'],
  ['git.createRef git.updateRef git.deleteRef', 'contents:write', 'push create'],
  ['git.create*', 'contents:write'],
  ['git.get* git.list*', 'contents:read'],
  ['actions.createWorkflowDispatch actions.reRun* actions.cancelWorkflowRun actions.delete* actions.enableWorkflow actions.disableWorkflow', 'actions:write'],
  ['actions.approveWorkflowRun', 'actions:write'],
  ['actions.getWorkflow* actions.listWorkflow* actions.listJobs* actions.getJob* actions.listRepoWorkflows actions.listArtifacts* actions.getArtifact actions.download*', 'actions:read'],
  ['actions.getActionsCache* actions.listRunnersForRepo', 'actions:read'],
  ['checks.create checks.update checks.rerequestSuite', 'checks:write'],
  ['checks.list* checks.get*', 'checks:read'],
  ['reactions.createForIssueComment reactions.createForIssue reactions.deleteForIssueComment reactions.deleteForIssue', 'subject:write'],
  ['reactions.createForPullRequestReviewComment', 'pull-requests:write'],
  ['reactions.list*', 'subject:read'],
  ['search.*', 'issues:read pull-requests:read'],
  ['codeScanning.uploadSarif', 'security-events:write'],
  ['users.getByUsername rateLimit.get markdown.render meta.get gitignore.getTemplate licenses.get', ''],
  ['teams.*', 'beyond:teams-of-an-organization'],
  ['orgs.*', 'beyond:members-of-an-organization'],
  ['projects.*', 'beyond:projects-of-an-organization'],
  ['actions.createOrUpdateRepoSecret actions.getRepoPublicKey', 'beyond:the-secrets-of-a-repository'],
  ['repos.updateBranchProtection repos.setStatusCheckContexts', 'beyond:the-rules-of-branch-protection'],
  ['repos.createForAuthenticatedUser repos.createInOrg repos.createFork', 'beyond:creating-repositories'],
]

/** What the fields of GraphQL need that take arguments: docs.github.com/graphql/reference/objects#repository. */
export const QUERIES: ReadonlyMap<string, string> = new Map([
  ['repository', 'contents:read'], ['ref', 'contents:read'], ['object', 'contents:read'], ['history', 'contents:read'], ['releases', 'contents:read'],
  ['issue', 'issues:read'], ['issues', 'issues:read'], ['labels', ''], ['comments', ''], ['assignees', ''], ['participants', ''], ['reactions', ''],
  ['pullRequest', 'pull-requests:read'], ['pullRequests', 'pull-requests:read'], ['reviews', ''], ['reviewThreads', ''], ['commits', ''], ['files', ''],
  ['closingIssuesReferences', 'issues:read'], ['timelineItems', ''], ['search', 'issues:read pull-requests:read'],
  ['discussion', 'discussions:read'], ['discussions', 'discussions:read'], ['discussionCategories', 'discussions:read'],
])

type Path = readonly [path: RegExp, scope: string]

/** The paths of `gh api` below a repository, and the scope that reads or writes them. */
export const API_PATHS: readonly Path[] = [
  [/^(?:branches|commits|contents|releases|tags|git|compare|tarball|zipball|readme|languages|contributors)(?:[/?]|$)/, 'contents'],
  [/^issues(?:[/?]|$)/, 'subject'],
  [/^(?:labels|milestones)(?:[/?]|$)/, 'issues'],
  [/^pulls(?:[/?]|$)/, 'pull-requests'],
  [/^actions\/(?:secrets|variables|permissions)/, ''],
  [/^actions\//, 'actions'],
  [/^(?:check-runs|check-suites)/, 'checks'],
  [/^statuses\//, 'statuses'],
  [/^deployments(?:[/?]|$)/, 'deployments'],
  [/^dispatches$/, 'contents'],
]
