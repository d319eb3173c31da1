import { codeSpan } from '../../lib/code-span.ts'
import type { Around, Step, TokenNeeds, TokenUse, Trigger, Workflow } from '../../workflow.ts'

const OPENED = 'pull_request:opened'
const UPDATED = 'pull_request:synchronize'

/** Whether something must hear what a step does: events that the job's own token raises start no workflow. */
export function heard(step: Step, around: Around): string | undefined {
  const causes = needsOf(step.token)?.causes ?? []
  if (causes.includes(OPENED)) return 'Pull requests that the job\'s own token opens start no checks, and may be forbidden by a setting.'
  if (causes.includes(UPDATED)) return 'What the job\'s own token pushes to a pull request starts no checks there.'
  for (const cause of causes) {
    const [event = '', type] = cause.split(':')
    if ((/^(?:push|create)$/.test(event) && makesNoRef(step)) || (type !== 'edited' && drafts(step) && /^(?:release|push|create)$/.test(event))) continue
    const listener = around.workflows.find((workflow) => isOther(workflow, step) && workflow.triggers.some((trigger) => hears(trigger, { event, type })) && !onlyOrders(workflow, event))
    if (listener !== undefined) return `${codeSpan(listener.path)} waits for the ${codeSpan(event)} events that it raises, and those of the job's own token start no workflow.`
  }
  return undefined
}

/** What a step does with the very token that it is given; undefined where that is not known. */
export function needsOf({ given, needs }: TokenUse): TokenNeeds | undefined {
  return given === 'unknown' ? undefined : (given ?? needs)
}

/** A workflow that starts itself by what it does is not meant to. */
function isOther(workflow: Workflow, step: Step): boolean {
  return workflow !== step.job.workflow
}

/** Comments that only count when they hold an order: `if: startsWith(github.event.comment.body, '/rebase')`. */
function onlyOrders({ jobs }: Workflow, event: string): boolean {
  return event === 'issue_comment' && jobs.every((job) => asksBody(job.if) || (job.steps.length > 0 && job.steps.every((step) => asksBody(step.if) || isIdle(step))))
}

function asksBody(condition: string | undefined): boolean {
  return condition !== undefined && /(?:contains|startsWith|==|endsWith)/.test(condition) && /github\.event\.comment\.body/.test(condition)
}

function isIdle({ uses }: Step): boolean {
  return uses?.name === 'actions/checkout' || uses?.name.startsWith('actions/setup-') === true
}

// Without `types:` a pull request's workflow listens to these only: docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
const USUAL = ['opened', 'synchronize', 'reopened']

function hears(trigger: Trigger, { event, type }: { readonly event: string; readonly type: string | undefined }): boolean {
  const same = trigger.event === event || (event === 'pull_request' && trigger.event === 'pull_request_target')
  if (!same || type === undefined) return same
  // A push trigger that names branches alone hears of no tag.
  if (event === 'push') return trigger.tags.length > 0 || trigger.branches.length === 0
  if (trigger.types.length > 0) return trigger.types.includes(type)
  return event !== 'pull_request' || USUAL.includes(type)
}

/** A release that stays a draft publishes nothing, and makes no tag: docs.github.com/rest/releases/releases#create-a-release */
function drafts({ uses, with: inputs, commands }: Step): boolean {
  if (uses !== undefined) return inputs.some(({ name, value }) => name === 'draft' && value === 'true')
  const creating = commands.filter(({ words }) => words.slice(0, 3).join(' ') === 'gh release create')
  return creating.length > 0 && creating.every(({ words }) => words.includes('--draft') || words.includes('-d'))
}

/** A release of a tag that is there already pushes nothing; a page branch, which holds no workflows, starts none. */
function makesNoRef(step: Step): boolean {
  const { triggers } = step.job.workflow
  const onTag = triggers.every(({ event, tags, branches }) => event === 'release' || (event === 'push' && tags.length > 0 && branches.length === 0))
  const releases = step.token.needs?.causes.includes('release:published') === true
  return /actions-gh-pages|github-pages|github-action-benchmark|pr-preview-action/.test(step.uses?.name ?? '') || (onTag && releases)
}
