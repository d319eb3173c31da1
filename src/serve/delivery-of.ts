import type { EmitterWebhookEvent } from '@octokit/webhooks'
import type { Delivery } from '../ledger/ledger.ts'
import { buttonOf } from './buttons.ts'
import { hasCommand, topicOf } from './commands.ts'

const ZEROS = /^0+$/

type Ids = Partial<Omit<Delivery, 'guid' | 'event' | 'action'>>

/**
 * The ids of a webhook that the App acts on, or undefined for one that it does not. Nothing of the payload's text is
 * kept: what a job needs to read, it asks GitHub for.
 */
export function deliveryOf(event: EmitterWebhookEvent): Delivery | undefined {
  const ids = idsOf(event)
  if (ids === undefined) return undefined
  const action = 'action' in event.payload && typeof event.payload.action === 'string' ? event.payload.action : null
  return { ...NONE, ...whereOf(event.payload), ...ids, guid: event.id, event: event.name, action }
}

const NONE = { installationId: null, repositoryId: null, repository: null, ref: null, before: null, after: null, number: null, extra: {} } as const

function idsOf({ name, payload }: EmitterWebhookEvent): Ids | undefined {
  switch (name) {
    case 'push':
      return pushIds(payload)
    case 'pull_request':
      return pullIds(payload)
    case 'merge_group':
      if (payload.action !== 'checks_requested') return undefined
      return { before: payload.merge_group.base_sha, after: payload.merge_group.head_sha, ref: payload.merge_group.head_ref }
    case 'check_run':
      if (payload.action === 'rerequested') return { after: payload.check_run.head_sha }
      if (payload.action !== 'requested_action' || !buttonOf(payload.requested_action?.identifier)) return undefined
      return { after: payload.check_run.head_sha, extra: { button: payload.requested_action?.identifier ?? null, by: payload.sender.login } }
    case 'workflow_run':
      return payload.action === 'completed' ? { after: payload.workflow_run.head_sha, extra: { run: payload.workflow_run.id } } : undefined
    case 'check_suite':
      return payload.action === 'rerequested' ? { after: payload.check_suite.head_sha } : undefined
    case 'issue_comment':
      if (payload.action !== 'created' || !payload.issue.pull_request || !hasCommand(payload.comment.body)) return undefined
      return { number: payload.issue.number, extra: { comment: payload.comment.id, about: topicOf(payload.comment.body) } }
    case 'installation':
      return payload.action === 'created' ? {} : undefined
    case 'installation_repositories':
      return payload.action === 'added' ? {} : undefined
    default:
      return undefined
  }
}

type Push = Extract<EmitterWebhookEvent, { name: 'push' }>['payload']

/** `first`: this push made the default branch. The object of an annotated tag is no commit; its commit stands beside it. */
function pushIds({ ref, before, after, created, head_commit: commit, repository }: Push): Ids | undefined {
  const head = ref.startsWith('refs/tags/') ? commit?.id : after
  if (head === undefined || ZEROS.test(after)) return undefined
  return { ref, before, after: head, ...(created && ref === `refs/heads/${repository.default_branch}` ? { extra: { first: 1 } } : {}) }
}

type PullRequest = Extract<EmitterWebhookEvent, { name: 'pull_request' }>['payload']

function pullIds(payload: PullRequest): Ids | undefined {
  if (isEndOrTick(payload)) return isOurs(payload) ? { number: payload.number, extra: { about: 'proposal' } } : undefined
  const rebased = payload.action === 'edited' && 'base' in payload.changes
  if (!rebased && !['opened', 'synchronize', 'reopened'].includes(payload.action)) return undefined
  return { before: payload.pull_request.base.sha, after: payload.pull_request.head.sha, number: payload.number }
}

/** What asks for our own proposals to be looked at again: the end of one, or a person's tick in its letter. */
function isEndOrTick(payload: PullRequest): boolean {
  if (payload.action === 'closed') return true
  return payload.action === 'edited' && 'body' in payload.changes && payload.sender?.type !== 'Bot' && isOurs(payload)
}

/** Known by its branch; whose commits are on it is looked at before anything is done. */
function isOurs({ pull_request: { head, base } }: PullRequest): boolean {
  return head.ref.startsWith('mayfly/') && head.repo?.id === base.repo.id
}

function whereOf(payload: EmitterWebhookEvent['payload']): Ids {
  const installation = 'installation' in payload ? payload.installation : undefined
  const repository = 'repository' in payload ? payload.repository : undefined
  return {
    installationId: installation?.id ?? null,
    repositoryId: repository?.id ?? null,
    repository: repository?.full_name ?? null,
  }
}
