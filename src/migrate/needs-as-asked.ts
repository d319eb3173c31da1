import type { Step } from '../workflow.ts'

type Asked = Pick<Step, 'with' | 'uses'>

/** What an action needs by what its inputs ask of it, where the row of the data tells what it needs in general. */
export function needsAsAsked(step: Asked, needs: string): string {
  switch (step.uses?.name) {
    case 'actions/stale':
      return [needs, ...statefully(step), ...(valueOf(step, 'delete-branch') === 'true' ? ['contents:write'] : [])].join(' ')
    case 'actions-cool/issues-helper':
      return OF_ISSUES.test(valueOf(step, 'actions') ?? '') ? 'issues:write' : needs
    case 'dessant/lock-threads':
      return locking(valueOf(step, 'process-only') ?? '', needs)
    default:
      return needs
  }
}

/** From 9 on it keeps where it stopped in the cache, and deletes what it kept before: github.com/actions/stale#recommended-permissions */
function statefully({ uses }: Asked): readonly string[] {
  return (uses?.version[0] ?? 0) >= 9 ? ['actions:write'] : []
}

// These go through lists of issues, which leave pull requests out: github.com/actions-cool/issues-helper
const OF_ISSUES = /^\s{0,9}(?:(?:close-issues|lock-issues|find-issues|check-inactive|create-issue)\s{0,9},?\s{0,9}){1,9}$/

// github.com/dessant/lock-threads#inputs
const LOCKED: ReadonlyMap<string, string> = new Map([['issues', 'issues:write'], ['prs', 'pull-requests:write'], ['discussions', 'discussions:write']])

function locking(only: string, needs: string): string {
  const named = only.split(',').map((word) => LOCKED.get(word.trim()))
  return named.includes(undefined) ? needs : named.join(' ')
}

// What each of its tasks does to issues: github.com/actions-cool/issues-helper#feature-list
const RAISED: ReadonlyMap<string, string> = new Map([
  ['add-labels', 'issues:labeled pull_request:labeled'], ['set-labels', 'issues:labeled pull_request:labeled'], ['remove-labels', 'issues:unlabeled pull_request:unlabeled'],
  ['create-comment', 'issue_comment:created'], ['update-comment', 'issue_comment:edited'], ['delete-comment', 'issue_comment:deleted'],
  ['create-issue', 'issues:opened'], ['close-issue', 'issues:closed pull_request:closed'], ['close-issues', 'issues:closed'], ['open-issue', 'issues:reopened'],
  ['lock-issue', 'issues:locked'], ['lock-issues', 'issues:locked'], ['add-assignees', 'issues:assigned pull_request:assigned'],
  ['find-comments', ''], ['find-issues', ''], ['get-issue', ''], ['check-issue', ''],
])

/** The events that an action raises by what its inputs ask of it, where the row of the data tells what it may raise. */
export function causesAsAsked(step: Asked, causes = ''): string {
  if (step.uses?.name !== 'actions-cool/issues-helper') return causes
  const raised = (valueOf(step, 'actions') ?? '').split(',').map((word) => RAISED.get(word.trim()))
  return raised.includes(undefined) ? causes : raised.join(' ')
}

function valueOf({ with: inputs }: Asked, name: string): string | undefined {
  return inputs.find((one) => one.name === name)?.value
}
